package org.muster.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One database and the credentials of the role that owns it.
 *
 * @param jdbcUrl without credentials
 */
public record Database(String jdbcUrl, String username, String password) {

    /** A data source that opens a new connection for every request: pool it where that matters. */
    public DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl);
        dataSource.setUser(username);
        dataSource.setPassword(password);
        return dataSource;
    }

    /** Opens a connection, which the caller closes. */
    public Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    /** Leaves the password out, because this text ends up in logs. */
    @Override
    public String toString() {
        return "Database[" + username + "@" + jdbcUrl + "]";
    }
}
