package dev.understudy.data.source.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections by a driver itself: no registry, and no URL that holds a password. */
final class Connections {
    private Connections() {}

    static Connection opened(Driver driver, String url, Properties properties) throws SQLException {
        var connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know its own address", "08001");
        }
        return connection;
    }
}
