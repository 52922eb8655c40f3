package dev.understudy.data.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbRightsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT USAGE ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*0123'",
                "GRANT SELECT, SHOW VIEW ON `shop`.* TO `r`@`%`",
                "GRANT SELECT (id, `INSERT`) ON `shop`.`t` TO `r`@`%`",
                "GRANT SELECT, PROCESS, SHOW DATABASES ON *.* TO `r`@`%` WITH GRANT OPTION",
                "GRANT `readers` TO `r`@`%`",
                "SET DEFAULT ROLE `readers` FOR `r`@`%`",
            })
    void readingIsNotWriting(String line) {
        assertThat(MariaDbRights.writing(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            textBlock =
                    """
                    GRANT ALL PRIVILEGES ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*0123' > has ALL PRIVILEGES on *.*
                    GRANT SELECT, INSERT ON `shop`.* TO `r`@`%`                           > has INSERT on `shop`.*
                    GRANT SELECT (id, a), UPDATE (a, b) ON `shop`.`t` TO `r`@`%`          > has UPDATE on `shop`.`t`
                    GRANT SELECT, FILE ON *.* TO `r`@`%`                                  > has FILE on *.*
                    GRANT BACKUP_ADMIN ON *.* TO `r`@`%`                                  > has BACKUP_ADMIN on *.*
                    GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `r`@`%`                      > has EXECUTE on PROCEDURE `shop`.`p`
                    GRANT PROXY ON ''@'%' TO 'r'@'%'                                      > has PROXY on ''@'%'
                    """)
    void everythingElseIs(String line, String found) {
        assertThat(MariaDbRights.writing(line)).containsExactly(found);
    }

    @Test
    void rolesAreFound() {
        assertThat(MariaDbRights.roles("GRANT `writers` TO `r`@`%`")).containsExactly("`writers`");
        assertThat(MariaDbRights.roles("GRANT `a`@`%`,`b`@`%` TO `r`@`%`"))
                .containsExactly("`a`@`%`", "`b`@`%`");
        assertThat(MariaDbRights.roles("GRANT SELECT ON `shop`.* TO `r`@`%`")).isEmpty();
    }
}
