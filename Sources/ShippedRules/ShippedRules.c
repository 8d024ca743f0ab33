#include "ShippedRules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// A test compares this list with the folder; the pack's new files are added here.

static const unsigned char hue_areas[] = {
#embed "rules/hue-2026/areas.rules"
};
static const unsigned char hue_communes[] = {
#embed "rules/hue-2026/communes.rules"
};
static const unsigned char hue_fields[] = {
#embed "rules/hue-2026/fields.rules"
};
static const unsigned char hue_local[] = {
#embed "rules/hue-2026/local.rules"
};
static const unsigned char hue_pack[] = {
#embed "rules/hue-2026/pack.rules"
};
static const unsigned char hue_parameters[] = {
#embed "rules/hue-2026/parameters.rules"
};
static const unsigned char hue_targets[] = {
#embed "rules/hue-2026/targets.rules"
};
static const unsigned char file_acts[] = {
#embed "rules/vn-labour/acts.rules"
};
static const unsigned char file_agreement[] = {
#embed "rules/vn-labour/agreement.rules"
};
static const unsigned char file_areas[] = {
#embed "rules/vn-labour/areas.rules"
};
static const unsigned char file_choices[] = {
#embed "rules/vn-labour/choices.rules"
};
static const unsigned char file_consistency[] = {
#embed "rules/vn-labour/consistency.rules"
};
static const unsigned char file_contracts[] = {
#embed "rules/vn-labour/contracts.rules"
};
static const unsigned char file_dialogue[] = {
#embed "rules/vn-labour/dialogue.rules"
};
static const unsigned char file_disputes[] = {
#embed "rules/vn-labour/disputes.rules"
};
static const unsigned char file_earlier_law[] = {
#embed "rules/vn-labour/earlier-law.rules"
};
static const unsigned char file_examples_agreement[] = {
#embed "rules/vn-labour/examples-agreement.rules"
};
static const unsigned char file_examples_contracts[] = {
#embed "rules/vn-labour/examples-contracts.rules"
};
static const unsigned char file_examples_dialogue[] = {
#embed "rules/vn-labour/examples-dialogue.rules"
};
static const unsigned char file_examples_disputes[] = {
#embed "rules/vn-labour/examples-disputes.rules"
};
static const unsigned char file_examples_gates[] = {
#embed "rules/vn-labour/examples-gates.rules"
};
static const unsigned char file_examples_insurance[] = {
#embed "rules/vn-labour/examples-insurance.rules"
};
static const unsigned char file_examples_regulations[] = {
#embed "rules/vn-labour/examples-regulations.rules"
};
static const unsigned char file_examples_reports[] = {
#embed "rules/vn-labour/examples-reports.rules"
};
static const unsigned char file_examples_safety[] = {
#embed "rules/vn-labour/examples-safety.rules"
};
static const unsigned char file_examples_union[] = {
#embed "rules/vn-labour/examples-union.rules"
};
static const unsigned char file_examples_wages[] = {
#embed "rules/vn-labour/examples-wages.rules"
};
static const unsigned char file_examples_working_time[] = {
#embed "rules/vn-labour/examples-working-time.rules"
};
static const unsigned char file_fields_contracts[] = {
#embed "rules/vn-labour/fields-contracts.rules"
};
static const unsigned char file_fields_firm[] = {
#embed "rules/vn-labour/fields-firm.rules"
};
static const unsigned char file_fields_lists[] = {
#embed "rules/vn-labour/fields-lists.rules"
};
static const unsigned char file_fields_relations[] = {
#embed "rules/vn-labour/fields-relations.rules"
};
static const unsigned char file_fields_reports[] = {
#embed "rules/vn-labour/fields-reports.rules"
};
static const unsigned char file_fields_time_safety[] = {
#embed "rules/vn-labour/fields-time-safety.rules"
};
static const unsigned char file_fields_wages[] = {
#embed "rules/vn-labour/fields-wages.rules"
};
static const unsigned char file_foreign_leasing[] = {
#embed "rules/vn-labour/foreign-leasing.rules"
};
static const unsigned char file_gates[] = {
#embed "rules/vn-labour/gates.rules"
};
static const unsigned char file_insurance[] = {
#embed "rules/vn-labour/insurance.rules"
};
static const unsigned char file_pack[] = {
#embed "rules/vn-labour/pack.rules"
};
static const unsigned char file_parameters[] = {
#embed "rules/vn-labour/parameters.rules"
};
static const unsigned char file_policy[] = {
#embed "rules/vn-labour/policy.rules"
};
static const unsigned char file_regulations[] = {
#embed "rules/vn-labour/regulations.rules"
};
static const unsigned char file_reports[] = {
#embed "rules/vn-labour/reports.rules"
};
static const unsigned char file_safety[] = {
#embed "rules/vn-labour/safety.rules"
};
static const unsigned char file_safety_hazards[] = {
#embed "rules/vn-labour/safety-hazards.rules"
};
static const unsigned char file_sources[] = {
#embed "rules/vn-labour/sources.rules"
};
static const unsigned char file_union[] = {
#embed "rules/vn-labour/union.rules"
};
static const unsigned char file_wages[] = {
#embed "rules/vn-labour/wages.rules"
};
static const unsigned char file_working_time[] = {
#embed "rules/vn-labour/working-time.rules"
};

#define VN_LABOUR(name, variable) {"vn-labour", name, variable, sizeof variable}
#define HUE_2026(name, variable) {"hue-2026", name, variable, sizeof variable}

static const ShippedRuleFile files[] = {
    HUE_2026("areas.rules", hue_areas),
    HUE_2026("communes.rules", hue_communes),
    HUE_2026("fields.rules", hue_fields),
    HUE_2026("local.rules", hue_local),
    HUE_2026("pack.rules", hue_pack),
    HUE_2026("parameters.rules", hue_parameters),
    HUE_2026("targets.rules", hue_targets),
    VN_LABOUR("acts.rules", file_acts),
    VN_LABOUR("agreement.rules", file_agreement),
    VN_LABOUR("areas.rules", file_areas),
    VN_LABOUR("choices.rules", file_choices),
    VN_LABOUR("consistency.rules", file_consistency),
    VN_LABOUR("contracts.rules", file_contracts),
    VN_LABOUR("dialogue.rules", file_dialogue),
    VN_LABOUR("disputes.rules", file_disputes),
    VN_LABOUR("earlier-law.rules", file_earlier_law),
    VN_LABOUR("examples-agreement.rules", file_examples_agreement),
    VN_LABOUR("examples-contracts.rules", file_examples_contracts),
    VN_LABOUR("examples-dialogue.rules", file_examples_dialogue),
    VN_LABOUR("examples-disputes.rules", file_examples_disputes),
    VN_LABOUR("examples-gates.rules", file_examples_gates),
    VN_LABOUR("examples-insurance.rules", file_examples_insurance),
    VN_LABOUR("examples-regulations.rules", file_examples_regulations),
    VN_LABOUR("examples-reports.rules", file_examples_reports),
    VN_LABOUR("examples-safety.rules", file_examples_safety),
    VN_LABOUR("examples-union.rules", file_examples_union),
    VN_LABOUR("examples-wages.rules", file_examples_wages),
    VN_LABOUR("examples-working-time.rules", file_examples_working_time),
    VN_LABOUR("fields-contracts.rules", file_fields_contracts),
    VN_LABOUR("fields-firm.rules", file_fields_firm),
    VN_LABOUR("fields-lists.rules", file_fields_lists),
    VN_LABOUR("fields-relations.rules", file_fields_relations),
    VN_LABOUR("fields-reports.rules", file_fields_reports),
    VN_LABOUR("fields-time-safety.rules", file_fields_time_safety),
    VN_LABOUR("fields-wages.rules", file_fields_wages),
    VN_LABOUR("foreign-leasing.rules", file_foreign_leasing),
    VN_LABOUR("gates.rules", file_gates),
    VN_LABOUR("insurance.rules", file_insurance),
    VN_LABOUR("pack.rules", file_pack),
    VN_LABOUR("parameters.rules", file_parameters),
    VN_LABOUR("policy.rules", file_policy),
    VN_LABOUR("regulations.rules", file_regulations),
    VN_LABOUR("reports.rules", file_reports),
    VN_LABOUR("safety-hazards.rules", file_safety_hazards),
    VN_LABOUR("safety.rules", file_safety),
    VN_LABOUR("sources.rules", file_sources),
    VN_LABOUR("union.rules", file_union),
    VN_LABOUR("wages.rules", file_wages),
    VN_LABOUR("working-time.rules", file_working_time),
};

size_t shipped_rule_file_count(void) { return sizeof files / sizeof *files; }

ShippedRuleFile shipped_rule_file(size_t index) { return files[index]; }
