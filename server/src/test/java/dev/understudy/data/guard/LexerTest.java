package dev.understudy.data.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.data.Dialect;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DUCKDB | SELECT a1, 2.5e-3 FROM t | WORD:SELECT WORD:a1 SIGN:, NUMBER:2.5e-3 WORD:FROM WORD:t",
                "DUCKDB | 'a''b' .5 1. | TEXT:'a''b' NUMBER:.5 NUMBER:1.",
                "DUCKDB | \"a b\"::x | QUOTED_NAME:\"a b\" SIGN:: SIGN:: WORD:x",
                "DUCKDB | a<@b@>c | WORD:a SIGN:< SIGN:@ WORD:b SIGN:@ SIGN:> WORD:c",
                "POSTGRESQL | a#>>'x' | WORD:a SIGN:# SIGN:> SIGN:> TEXT:'x'",
                "MARIADB | `a` \"b\" | QUOTED_NAME:`a` TEXT:'b'",
                "SQLSERVER | [a b] N'c' | QUOTED_NAME:[a b] TEXT:N'c'",
                "SQLSERVER | a--\tb | WORD:a",
                "DUCKDB | a/*b*/c | WORD:a WORD:c",
                "DUCKDB | 1 - -1 | NUMBER:1 SIGN:- SIGN:- NUMBER:1",
                "DUCKDB | 'a\\b' | TEXT:'a\\b'",
            })
    void cutsIntoTokens(Dialect dialect, String sql, String tokens) throws Objection {
        var read =
                Lexer.read(sql, dialect).stream()
                        .map(it -> it.kind() + ":" + it.text())
                        .collect(Collectors.joining(" "));
        assertThat(read).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DUCKDB | 'a\\' | a backslash",
                "DUCKDB | 'a\\'' | a backslash",
                "MARIADB | \"a\\\" | a backslash",
                "DUCKDB | E'a' | directly before a quote",
                "DUCKDB | N'a' | directly before a quote",
                "MARIADB | _utf8'a' | directly before a quote",
                "POSTGRESQL | U&'a' | directly before a quote",
                "POSTGRESQL | x\"a\" | directly before a quote",
                "DUCKDB | $$a$$ | '$'",
                "DUCKDB | a/*b/*c*/ | inside a comment",
                "DUCKDB | /*!a*/ | run",
                "DUCKDB | /*+a*/ | run",
                "DUCKDB | a*/b | never began",
                "DUCKDB | a--b | two dashes",
                "DUCKDB | a//b | two slashes",
                "DUCKDB | a@b | '@'",
                "MARIADB | a#b | '#'",
                "DUCKDB | `a` | '`'",
                "DUCKDB | 0x1F | a number",
                "DUCKDB | 1a | a number",
                "DUCKDB | 1'a' | a number",
                "DUCKDB | größe | U+00F6",
                "DUCKDB | \"a\"\"b\" | a quote",
                "SQLSERVER | [a]]b] | a bracket",
                "SQLSERVER | [] | nothing at all",
                "DUCKDB | {a} | '{'",
                "DUCKDB | a ? b | '?'",
                "DUCKDB | \\a | commands",
            })
    void refusesWhatTwoReadersMightCutDifferently(Dialect dialect, String sql, String why) {
        assertThatThrownBy(() -> Lexer.read(sql, dialect))
                .isInstanceOf(Objection.class)
                .hasMessageContaining(why);
    }

    @Test
    void aLineEndOfTwoCharactersIsOne() throws Objection {
        assertThat(Lexer.read("a -- b\r\nc", Dialect.DUCKDB)).hasSize(2);
        assertThatThrownBy(() -> Lexer.read("a -- b\rc", Dialect.DUCKDB))
                .isInstanceOf(Objection.class);
    }

    @Test
    void lettersOfAllLanguagesMayBeInTexts() throws Objection {
        assertThat(Lexer.read("'Ærø 東京 😀 a\u00A0b'", Dialect.DUCKDB)).hasSize(1);
    }
}
