package dev.understudy.data.source.jdbc;

class PostgresSourceTest extends ServerSourceTest {
    @Override
    RealServer server() {
        return RealPostgres.get();
    }

    @Override
    String slow(String marked) {
        return "SELECT pg_sleep(3600) AS " + marked;
    }

    @Override
    String endless(String marked) {
        return "SELECT n AS %s, pg_sleep(0.0001) FROM generate_series(1, 36000000) AS n"
                .formatted(marked);
    }

    // What runs is the FETCH from the cursor; only one test runs at a time.
    @Override
    String running() {
        return "SELECT 'too_slow or called_off' FROM pg_stat_activity"
                + " WHERE state = 'active' AND query LIKE 'FETCH %'";
    }

    @Override
    String[] secretTable() {
        return new String[] {"CREATE TABLE secret (id int)", "REVOKE ALL ON secret FROM reader"};
    }

    @Override
    String secretName() {
        return "secret";
    }

    @Override
    String[] forgetReader() {
        return new String[] {"DROP OWNED BY understudy_reader", "DROP ROLE understudy_reader"};
    }

    @Override
    String[] grantWriting() {
        return new String[] {"GRANT UPDATE (note) ON orders TO reader"};
    }

    @Override
    String[] commentedTable() {
        return new String[] {
            "CREATE TYPE mood AS ENUM ('fine', 'it''s so, so')",
            """
            CREATE TABLE commented (id int PRIMARY KEY, mood mood, price numeric(9, 2),
              done boolean, at timestamptz, "o'clock" time, day date, raw bytea)
            """,
            "COMMENT ON TABLE commented IS 'what\nwas said'",
            "COMMENT ON COLUMN commented.id IS 'a number'",
            "INSERT INTO commented (id) VALUES (1), (2), (3)",
            "ANALYZE commented",
            "CREATE VIEW overview AS SELECT id FROM commented"
        };
    }
}
