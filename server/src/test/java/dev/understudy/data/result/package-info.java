/** Results shown, as tables of examples. */
@org.jspecify.annotations.NullMarked
package dev.understudy.data.result;
