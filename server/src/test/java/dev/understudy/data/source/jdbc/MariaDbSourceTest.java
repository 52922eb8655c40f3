package dev.understudy.data.source.jdbc;

class MariaDbSourceTest extends ServerSourceTest {
    @Override
    RealServer server() {
        return RealMariaDb.get();
    }

    @Override
    String slow(String marked) {
        return "SELECT SLEEP(3600) AS " + marked;
    }

    @Override
    String endless(String marked) {
        return "SELECT seq AS %s, SLEEP(0.0001) FROM seq_1_to_36000000".formatted(marked);
    }

    @Override
    String running() {
        return "SELECT info FROM information_schema.processlist WHERE info NOT LIKE '%processlist%'";
    }

    @Override
    String[] secretTable() {
        return new String[] {
            "CREATE DATABASE IF NOT EXISTS secret", "CREATE OR REPLACE TABLE secret.plans (id int)"
        };
    }

    @Override
    String secretName() {
        return "secret.plans";
    }

    @Override
    String[] forgetReader() {
        return new String[] {"DROP USER understudy_reader"};
    }

    @Override
    String[] grantWriting() {
        return new String[] {"GRANT UPDATE (note) ON shop.orders TO reader"};
    }

    @Override
    String[] commentedTable() {
        return new String[] {
            """
            CREATE TABLE commented (id int PRIMARY KEY COMMENT 'a number',
              mood enum('fine', 'it''s so, so'), price decimal(9, 2),
              done boolean, at datetime, `o'clock` time, day date, raw blob)
            COMMENT 'what\\nwas said'
            """,
            "INSERT INTO commented (id) VALUES (1), (2), (3)",
            "ANALYZE TABLE commented",
            "CREATE VIEW overview AS SELECT id FROM commented"
        };
    }
}
