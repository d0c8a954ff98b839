package org.muster.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** Creates databases and their owners on any PostgreSQL that a superuser can reach. */
public final class Databases {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private Databases() {}

    /**
     * Makes sure that the role and the database exist, that the role has this password and that only it may connect.
     * Repeating it after a crash at any point completes it.
     *
     * @param urlPrefix JDBC URL up to and with the slash before the database's name
     */
    public static Database ensure(Database superuser, String urlPrefix, String name, String owner, String password) {
        requireIdentifier(name);
        requireIdentifier(owner);
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", owner)) {
                statement.execute("CREATE ROLE " + owner + " LOGIN");
            }
            // Encrypts here, so that no password appears in a statement that the server might log.
            connection.unwrap(PGConnection.class).alterUserPassword(owner, password.toCharArray(), "scram-sha-256");
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + owner);
            }
            statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name + " of " + owner, e);
        }
        return new Database(urlPrefix + name, owner, password);
    }

    /**
     * Makes sure that a role exists that may connect to a database and owns nothing of it; what it may do there is its
     * owner's to say.
     *
     * @return the database as this role sees it
     */
    public static Database ensureGuest(Database superuser, Database database, String role, String password) {
        requireIdentifier(role);
        String name = database.jdbcUrl().replaceFirst("^.*/([^?]*).*$", "$1");
        requireIdentifier(name);
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                statement.execute("CREATE ROLE " + role + " LOGIN");
            }
            connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
            statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + role);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create role " + role, e);
        }
        return new Database(database.jdbcUrl(), role, password);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a lower-case SQL identifier: " + name);
        }
    }
}
