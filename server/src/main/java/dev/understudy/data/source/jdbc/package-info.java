/**
 * Database servers as sources: PostgreSQL, MariaDB with MySQL, and SQL Server. What differs between
 * them is in one class of each, a {@link dev.understudy.data.source.jdbc.DatabaseEngine}.
 */
@NullMarked
package dev.understudy.data.source.jdbc;

import org.jspecify.annotations.NullMarked;
