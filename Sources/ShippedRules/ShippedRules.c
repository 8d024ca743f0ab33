#include "ShippedRules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// A test compares this list with the folder; the pack's new files are added here.

static const unsigned char file_agreement[] = {
#embed "rules/vn-labour/agreement.rules"
};
static const unsigned char file_areas[] = {
#embed "rules/vn-labour/areas.rules"
};
static const unsigned char file_choices[] = {
#embed "rules/vn-labour/choices.rules"
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

#define RULE_FILE(name, variable) {name, variable, sizeof variable}

static const ShippedRuleFile files[] = {
    RULE_FILE("agreement.rules", file_agreement),
    RULE_FILE("areas.rules", file_areas),
    RULE_FILE("choices.rules", file_choices),
    RULE_FILE("contracts.rules", file_contracts),
    RULE_FILE("dialogue.rules", file_dialogue),
    RULE_FILE("disputes.rules", file_disputes),
    RULE_FILE("examples-agreement.rules", file_examples_agreement),
    RULE_FILE("examples-contracts.rules", file_examples_contracts),
    RULE_FILE("examples-dialogue.rules", file_examples_dialogue),
    RULE_FILE("examples-disputes.rules", file_examples_disputes),
    RULE_FILE("examples-gates.rules", file_examples_gates),
    RULE_FILE("examples-insurance.rules", file_examples_insurance),
    RULE_FILE("examples-regulations.rules", file_examples_regulations),
    RULE_FILE("examples-reports.rules", file_examples_reports),
    RULE_FILE("examples-safety.rules", file_examples_safety),
    RULE_FILE("examples-union.rules", file_examples_union),
    RULE_FILE("examples-wages.rules", file_examples_wages),
    RULE_FILE("examples-working-time.rules", file_examples_working_time),
    RULE_FILE("fields-contracts.rules", file_fields_contracts),
    RULE_FILE("fields-firm.rules", file_fields_firm),
    RULE_FILE("fields-lists.rules", file_fields_lists),
    RULE_FILE("fields-relations.rules", file_fields_relations),
    RULE_FILE("fields-reports.rules", file_fields_reports),
    RULE_FILE("fields-time-safety.rules", file_fields_time_safety),
    RULE_FILE("fields-wages.rules", file_fields_wages),
    RULE_FILE("gates.rules", file_gates),
    RULE_FILE("insurance.rules", file_insurance),
    RULE_FILE("pack.rules", file_pack),
    RULE_FILE("parameters.rules", file_parameters),
    RULE_FILE("policy.rules", file_policy),
    RULE_FILE("regulations.rules", file_regulations),
    RULE_FILE("reports.rules", file_reports),
    RULE_FILE("safety.rules", file_safety),
    RULE_FILE("sources.rules", file_sources),
    RULE_FILE("union.rules", file_union),
    RULE_FILE("wages.rules", file_wages),
    RULE_FILE("working-time.rules", file_working_time),
};

size_t shipped_rule_file_count(void) { return sizeof files / sizeof *files; }

ShippedRuleFile shipped_rule_file(size_t index) { return files[index]; }
