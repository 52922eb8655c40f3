/** The matrix judged: a judge that cannot find a fault is none. */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli.drill.matrix;
