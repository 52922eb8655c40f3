package dev.understudy.data.source;

import dev.understudy.data.result.Cell;
import dev.understudy.data.result.ResultLimits;
import dev.understudy.data.result.ResultTable;
import dev.understudy.data.result.ResultTable.Truncation;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a statement gave, of any JDBC driver, row by row and no further than the limits allow:
 * of a result of any size only a few fetches are ever in memory. Stateless.
 */
public final class ResultReader {
    /** Rows that a driver fetches at once: few enough for wide rows, enough for one round trip. */
    private static final int FETCH_ROWS = 500;

    private ResultReader() {}

    /** Tells the driver how much will be read, before the statement runs. */
    public static void prepare(Statement statement, ResultLimits limits) throws SQLException {
        statement.setMaxRows(limits.rows() + 1);
        statement.setFetchSize(Math.min(limits.rows() + 1, FETCH_ROWS));
    }

    /** Reads until the limits or the end; one row more than allowed is looked at, not kept. */
    public static ResultTable read(ResultSet result, ResultLimits limits) throws SQLException {
        List<CellReader> readers = readers(result.getMetaData(), limits);
        var rows = new ArrayList<List<Cell>>();
        long bytes = 0;
        while (result.next()) {
            if (rows.size() == limits.rows()) {
                return table(result, rows, Truncation.ROWS);
            }
            List<Cell> row = row(result, readers);
            bytes += row.stream().mapToLong(CellReader::bytes).sum();
            if (bytes > limits.bytes()) {
                return table(result, rows, Truncation.BYTES);
            }
            rows.add(row);
        }
        return table(result, rows, Truncation.NONE);
    }

    private static List<CellReader> readers(ResultSetMetaData columns, ResultLimits limits)
            throws SQLException {
        var readers = new ArrayList<CellReader>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            readers.add(CellReader.of(columns, i, limits.cellChars()));
        }
        return readers;
    }

    private static List<Cell> row(ResultSet result, List<CellReader> readers) throws SQLException {
        var row = new ArrayList<Cell>(readers.size());
        for (CellReader reader : readers) {
            row.add(reader.read(result));
        }
        return row;
    }

    private static ResultTable table(ResultSet result, List<List<Cell>> rows, Truncation truncation)
            throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        var names = new ArrayList<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        return new ResultTable(names, rows, truncation);
    }
}
