#include "XMLReader.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

// From libxml/parser.h: no error and no warning on standard error, nothing from the network.
enum { parse_no_error = 1 << 5, parse_no_warning = 1 << 6, parse_no_net = 1 << 11 };

typedef int (*read_callback)(void *context, char *buffer, int length);
typedef int (*close_callback)(void *context);

static struct {
  void (*init)(void);
  xml_reader *(*make)(read_callback, close_callback, void *, const char *, const char *, int);
  void (*free)(xml_reader *);
  int (*next)(xml_reader *);
  int (*kind)(xml_reader *);
  int (*is_empty_element)(xml_reader *);
  const unsigned char *(*intern)(xml_reader *, const unsigned char *);
  const unsigned char *(*name)(xml_reader *);
  const unsigned char *(*value)(xml_reader *);
  int (*first_attribute)(xml_reader *);
  int (*next_attribute)(xml_reader *);
  int (*leave_attributes)(xml_reader *);
  int (*line)(xml_reader *);
} library;

static const struct {
  const char *name;
  void *place;
} functions[] = {
  {"xmlInitParser", &library.init},
  {"xmlReaderForIO", &library.make},
  {"xmlFreeTextReader", &library.free},
  {"xmlTextReaderRead", &library.next},
  {"xmlTextReaderNodeType", &library.kind},
  {"xmlTextReaderIsEmptyElement", &library.is_empty_element},
  {"xmlTextReaderConstString", &library.intern},
  {"xmlTextReaderConstLocalName", &library.name},
  {"xmlTextReaderConstValue", &library.value},
  {"xmlTextReaderMoveToFirstAttribute", &library.first_attribute},
  {"xmlTextReaderMoveToNextAttribute", &library.next_attribute},
  {"xmlTextReaderMoveToElement", &library.leave_attributes},
  {"xmlTextReaderGetParserLineNumber", &library.line},
};

static bool is_available;
static pthread_once_t loading = PTHREAD_ONCE_INIT;

static bool find_functions(void *handle) {
  for (size_t index = 0; index < sizeof functions / sizeof functions[0]; index++) {
    void *found = dlsym(handle, functions[index].name);
    if (found == NULL) return false;
    // The address as it is: C has no cast from an object's address to a function's.
    memcpy(functions[index].place, &found, sizeof found);
  }
  return true;
}

static void load(void) {
#if defined(__APPLE__)
  static const char *const names[] = {"libxml2.2.dylib", "libxml2.16.dylib"};
#else
  static const char *const names[] = {"libxml2.so.2", "libxml2.so.16"};
#endif
  for (size_t index = 0; index < sizeof names / sizeof names[0] && !is_available; index++) {
    void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) continue;
    is_available = find_functions(handle);
    if (!is_available) dlclose(handle);
  }
  if (is_available) library.init();
}

bool xml_reader_is_available(void) {
  pthread_once(&loading, load);
  return is_available;
}

xml_reader *xml_reader_make(read_callback read, void *context) {
  if (!xml_reader_is_available()) return NULL;
  return library.make(read, NULL, context, NULL, "UTF-8", parse_no_error | parse_no_warning | parse_no_net);
}

void xml_reader_free(xml_reader *reader) { library.free(reader); }

int xml_reader_next(xml_reader *reader) { return library.next(reader); }

int xml_reader_kind(xml_reader *reader) { return library.kind(reader); }

bool xml_reader_is_empty_element(xml_reader *reader) { return library.is_empty_element(reader) == 1; }

const unsigned char *xml_reader_intern(xml_reader *reader, const unsigned char *name) {
  return library.intern(reader, name);
}

const unsigned char *xml_reader_name(xml_reader *reader) { return library.name(reader); }

const unsigned char *xml_reader_value(xml_reader *reader, size_t *length) {
  const unsigned char *value = library.value(reader);
  *length = value == NULL ? 0 : strlen((const char *)value);
  return value;
}

int xml_reader_first_attribute(xml_reader *reader) { return library.first_attribute(reader); }

int xml_reader_next_attribute(xml_reader *reader) { return library.next_attribute(reader); }

void xml_reader_leave_attributes(xml_reader *reader) { library.leave_attributes(reader); }

int xml_reader_line(xml_reader *reader) { return library.line(reader); }
