package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.data.source.StatementFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each database's errors mean; the messages are the databases' own. */
class FailuresTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    42703 > ERROR: column "revenu" does not exist                          > UnknownColumn > revenu
                    42703 > ERROR: column c.revenu does not exist                          > UnknownColumn > c.revenu
                    42703 > ERROR: column "x" of relation "t" does not exist               > UnknownColumn > x
                    42P01 > ERROR: relation "sales.ordrs" does not exist                   > UnknownTable > sales.ordrs
                    42P01 > ERROR: missing FROM-clause entry for table "o"                 > UnknownTable > o
                    3F000 > ERROR: schema "nosuch" does not exist                          > UnknownTable > nosuch
                    42883 > ERROR: function datediff(unknown, date) does not exist         > UnknownFunction > datediff
                    42883 > ERROR: operator does not exist: text = integer                 > WrongType > ``
                    22P02 > ERROR: invalid input syntax for type integer: "x"              > WrongType > ``
                    42804 > ERROR: CASE types integer and text cannot be matched           > WrongType > ``
                    22007 > ERROR: invalid input syntax for type date: "x"                 > WrongType > ``
                    42601 > ERROR: syntax error at or near "FORM"                          > Syntax > ``
                    42803 > ERROR: column "t.a" must appear in the GROUP BY clause         > Syntax > ``
                    42702 > ERROR: column reference "id" is ambiguous                      > Syntax > ``
                    57014 > ERROR: canceling statement due to statement timeout            > TooSlow > ``
                    57014 > ERROR: canceling statement due to user request                 > Other > ``
                    55P03 > ERROR: canceling statement due to lock timeout                 > Other > ``
                    42501 > ERROR: permission denied for table salaries                    > Denied > ``
                    25006 > ERROR: cannot execute DELETE in a read-only transaction        > Denied > ``
                    22012 > ERROR: division by zero                                        > Other > ``
                    40P01 > ERROR: deadlock detected                                       > Other > ``
                    08006 > An I/O error occurred while sending to the backend.            > SourceDown > ``
                    08001 > Connection to localhost:5432 refused.                          > SourceDown > ``
                    57P01 > FATAL: terminating connection due to administrator command     > SourceDown > ``
                    53300 > FATAL: sorry, too many clients already                         > SourceDown > ``
                    28P01 > FATAL: password authentication failed for user "reader"        > SourceDown > ``
                    """)
    void ofPostgres(String state, String message, String kind, String name) {
        check(PostgresFailures.read(DatabaseError.of(state, 0, message), LIMIT), kind, name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    1054 > (conn=5) Unknown column 'revenu' in 'SELECT'                    > UnknownColumn > revenu
                    1054 > (conn=5) Unknown column 'c.revenu' in 'WHERE'                   > UnknownColumn > c.revenu
                    1146 > (conn=5) Table 'shop.ordrs' doesn't exist                       > UnknownTable > ordrs
                    1109 > Unknown table 'o' in SELECT                                     > UnknownTable > o
                    1305 > FUNCTION shop.datepart does not exist                           > UnknownFunction > datepart
                    1370 > execute command denied to user 'reader'@'%' for routine 'shop.x' > UnknownFunction > x
                    1582 > Incorrect parameter count in the call to native function 'LEFT' > UnknownFunction > LEFT
                    1064 > You have an error in your SQL syntax; check the manual          > Syntax > ``
                    1055 > 'shop.t.a' isn't in GROUP BY                                    > Syntax > ``
                    1052 > Column 'id' in SELECT is ambiguous                              > Syntax > ``
                    1292 > Truncated incorrect DOUBLE value: 'x'                           > WrongType > ``
                    1525 > Incorrect DATE value: 'x'                                       > WrongType > ``
                    1969 > Query execution was interrupted (max_statement_time exceeded)   > TooSlow > ``
                    3024 > Query execution was interrupted, maximum statement execution time exceeded > TooSlow > ``
                    1317 > Query execution was interrupted                                 > Other > ``
                    1142 > SELECT command denied to user 'reader'@'%' for table `s`.`t`    > Denied > ``
                    1044 > Access denied for user 'reader'@'%' to database 'secret'        > Denied > ``
                    1792 > Cannot execute statement in a READ ONLY transaction             > Denied > ``
                    1205 > Lock wait timeout exceeded; try restarting transaction          > Other > ``
                    1213 > Deadlock found when trying to get lock                          > Other > ``
                    1045 > Access denied for user 'reader'@'localhost' (using password: YES) > SourceDown > ``
                    1040 > Too many connections                                            > SourceDown > ``
                    1927 > Connection was killed                                           > SourceDown > ``
                    2013 > Lost connection to MySQL server during query                    > SourceDown > ``
                    """)
    void ofMariaDb(int code, String message, String kind, String name) {
        check(MariaDbFailures.read(DatabaseError.of("HY000", code, message), LIMIT), kind, name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            textBlock =
                    """
                    207   > S0001 > Invalid column name 'revenu'.                                  > UnknownColumn > revenu
                    4104  > S0001 > The multi-part identifier "o.revenu" could not be bound.       > UnknownColumn > o.revenu
                    208   > S0002 > Invalid object name 'dbo.ordrs'.                               > UnknownTable > dbo.ordrs
                    195   > S0010 > 'date_trunc' is not a recognized built-in function name.       > UnknownFunction > date_trunc
                    174   > S0001 > The left function requires 2 argument(s).                      > UnknownFunction > ``
                    245   > S0001 > Conversion failed when converting the varchar value 'x' to int > WrongType > ``
                    8114  > S0005 > Error converting data type varchar to numeric.                 > WrongType > ``
                    102   > S0001 > Incorrect syntax near 'LIMIT'.                                 > Syntax > ``
                    156   > S0001 > Incorrect syntax near the keyword 'FROM'.                      > Syntax > ``
                    8120  > S0001 > Column 't.a' is invalid in the select list                     > Syntax > ``
                    229   > S0005 > The SELECT permission was denied on the object 't'             > Denied > ``
                    18456 > S0001 > Login failed for user 'reader'.                                > SourceDown > ``
                    4060  > S0001 > Cannot open database "x" requested by the login.               > SourceDown > ``
                    40613 > S0001 > Database 'x' on server 'y' is not currently available.         > SourceDown > ``
                    1205  > 40001 > Transaction (Process ID 52) was deadlocked                     > Other > ``
                    1222  > S0045 > Lock request time out period exceeded.                         > Other > ``
                    3617  > S0000 > The session was ended by an attention                          > Other > ``
                    0     > HY008 > The query has timed out.                                       > TooSlow > ``
                    0     > 08S01 > Connection reset                                               > SourceDown > ``
                    8134  > S0001 > Divide by zero error encountered.                              > Other > ``
                    """)
    void ofSqlServer(int code, String state, String message, String kind, String name) {
        check(SqlServerFailures.read(DatabaseError.of(state, code, message), LIMIT), kind, name);
    }

    private static void check(StatementFailure failure, String kind, String name) {
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.toString()).doesNotContain("reader", "conn=", "ERROR:", "FATAL:");
        var named =
                switch (failure) {
                    case StatementFailure.UnknownColumn(var column, _) -> column;
                    case StatementFailure.UnknownTable(var table, _) -> table;
                    case StatementFailure.UnknownFunction(var function, _) -> function;
                    case StatementFailure.TooSlow(var limit) -> {
                        assertThat(limit).isEqualTo(LIMIT);
                        yield "";
                    }
                    case StatementFailure.WrongType _,
                            StatementFailure.Syntax _,
                            StatementFailure.Denied _,
                            StatementFailure.SourceDown _,
                            StatementFailure.Cancelled _,
                            StatementFailure.Other _ ->
                            "";
                };
        assertThat(named).isEqualTo(name);
    }

    @Test
    void aMessageIsOneBoundedLineWithoutControlCharacters() {
        var error =
                DatabaseError.of(
                        "X", 1, "ERROR: bad \u001b[31m\u202e value\n  Hint: " + "x".repeat(999));

        assertThat(error.message()).isEqualTo("bad [31m value");
        assertThat(DatabaseError.of("X", 1, "y".repeat(999)).message()).hasSize(300);
    }
}
