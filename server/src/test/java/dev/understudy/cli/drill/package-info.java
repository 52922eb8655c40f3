/** Tests of what plays drills, and of what judges them. */
@org.jspecify.annotations.NullMarked
package dev.understudy.cli.drill;
