#ifndef XML_READER_H
#define XML_READER_H

#include <stdbool.h>
#include <stddef.h>

/// The streaming reader of libxml2, as far as workbooks need it.
///
/// The library is loaded when the first workbook is read, under either of its names: version 2.14 changed it, and a program
/// that is linked to one of them does not start where a system has the other. Whoever reads no workbook needs no library.
typedef struct xml_reader xml_reader;

/// Whether this computer has the library; loads it, from any thread.
bool xml_reader_is_available(void);

/// Makes a reader of UTF-8 that fetches nothing and prints nothing; NULL when it cannot.
///
/// `read` puts at most `length` bytes into `buffer` and says how many, 0 at the end and -1 for a failure.
xml_reader *xml_reader_make(int (*read)(void *context, char *buffer, int length), void *context);

/// Gives back a reader.
void xml_reader_free(xml_reader *reader);

/// Goes on; 1, or 0 at the end and -1 where the text is not well formed.
int xml_reader_next(xml_reader *reader);

/// What a reader stands at, in the numbers of the library.
enum {
  xml_reader_element = 1,
  xml_reader_text = 3,
  xml_reader_cdata = 4,
  xml_reader_entity_reference = 5,
  xml_reader_document_type = 10,
  xml_reader_whitespace = 13,
  xml_reader_significant_whitespace = 14,
  xml_reader_end_element = 15
};

/// What the reader stands at.
int xml_reader_kind(xml_reader *reader);

/// Whether the element has no end of its own.
bool xml_reader_is_empty_element(xml_reader *reader);

/// The one address in this reader of a name.
const unsigned char *xml_reader_intern(xml_reader *reader, const unsigned char *name);

/// Name of the element or attribute without its prefix, at its one address.
const unsigned char *xml_reader_name(xml_reader *reader);

/// The text or the attribute's value until the reader goes on, and its length; NULL when there is none.
const unsigned char *xml_reader_value(xml_reader *reader, size_t *length);

/// Goes to the first attribute of the element; 1 when there is one.
int xml_reader_first_attribute(xml_reader *reader);

/// Goes to the next attribute; 1 when there is one.
int xml_reader_next_attribute(xml_reader *reader);

/// Goes back from an attribute to its element.
void xml_reader_leave_attributes(xml_reader *reader);

/// The line at which the parser is.
int xml_reader_line(xml_reader *reader);

#endif
