package dev.understudy.data.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTextTest {
    @Test
    void proseKeepsItsEmphasisAndLosesWhatIsActive() {
        assertThat(MarkdownText.prose("**Adler** leads with *45%*:\n- one\n- two"))
                .isEqualTo("**Adler** leads with *45%*:\n- one\n- two");
        assertThat(MarkdownText.prose("![x](http://e.example) <img> `code` $x$ | a"))
                .isEqualTo("![x]\\(http\\://e.example) \\<img> code \\$x\\$ \\| a");
        assertThat(MarkdownText.prose("a\n```mermaid\ngraph\n```\nb")).isEqualTo("a\n\ngraph\n\nb");
        assertThat(MarkdownText.prose("[a][b]\n\n[b]: http://e.example"))
                .isEqualTo("[a]\\[b]\n\n[b]\\: http\\://e.example");
        assertThat(MarkdownText.prose("\\(x\\) \\[y\\]")).isEqualTo("\\\\(x\\) \\\\[y\\]");
    }

    @Test
    void nothingInAFenceEndsIt() {
        assertThat(MarkdownText.fenced("sql", "SELECT 1")).isEqualTo("```sql\nSELECT 1\n```");
        assertThat(MarkdownText.fenced("sql", "SELECT '```\n````'"))
                .isEqualTo("`````sql\nSELECT '```\n````'\n`````");
    }
}
