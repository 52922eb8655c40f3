/** How golden sets are read, asked and judged. */
package dev.understudy.data.evaluation;
