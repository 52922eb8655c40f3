/** What may stand in a name or a line, whoever wrote it. */
@org.jspecify.annotations.NullMarked
package dev.understudy.text;
