package org.muster.commandside.automation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The table of what is to come: which event makes something due, on which day next, and what of it is done. */
final class Agenda {

    /**
     * What one event makes due by one automation.
     *
     * @param position of the event in the store
     * @param done the steps that were sent
     */
    record Item(String automation, long position, Set<String> done) {}

    private Agenda() {}

    /** The day on which automations first ran on this register: what was due before is nobody's any more. */
    static LocalDate startedOn(Connection tx, LocalDate today) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO automation.start (started_on) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, today);
            insert.executeUpdate();
        }
        try (PreparedStatement select = tx.prepareStatement("SELECT started_on FROM automation.start");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDate.class);
        }
    }

    /** Adds an item; one that is there already stays as it is. */
    static void plan(Connection tx, String automation, long position, LocalDate nextOn) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
                INSERT INTO automation.agenda_item (automation, position, next_on) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING""")) {
            insert.setString(1, automation);
            insert.setLong(2, position);
            insert.setObject(3, nextOn);
            insert.executeUpdate();
        }
    }

    /** A policy changes on a day: whatever comes later is looked at again then. */
    static void reconsider(Connection tx, LocalDate from) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE automation.agenda_item SET next_on = ? WHERE next_on > ?")) {
            update.setObject(1, from);
            update.setObject(2, from);
            update.executeUpdate();
        }
    }

    /** Items whose day has come, earliest first; until the transaction ends no other process gets them. */
    static List<Item> due(Connection tx, Set<String> automations, LocalDate today, int limit) throws SQLException {
        List<Item> items = new ArrayList<>();
        try (PreparedStatement select = tx.prepareStatement("""
                SELECT automation, position, done FROM automation.agenda_item
                WHERE next_on <= ? AND automation = ANY (?)
                ORDER BY next_on, position LIMIT ? FOR UPDATE SKIP LOCKED""")) {
            select.setObject(1, today);
            select.setArray(2, texts(tx, automations));
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    items.add(new Item(row.getString(1), row.getLong(2), Set.of((String[])
                            row.getArray(3).getArray())));
                }
            }
        }
        return items;
    }

    /** The item is looked at again on a later day. */
    static void postpone(Connection tx, Item item, Set<String> done, LocalDate nextOn) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE automation.agenda_item SET done = ?, next_on = ? WHERE automation = ? AND position = ?")) {
            update.setArray(1, texts(tx, done));
            update.setObject(2, nextOn);
            update.setString(3, item.automation());
            update.setLong(4, item.position());
            update.executeUpdate();
        }
    }

    /** All of it is done. */
    static void remove(Connection tx, Item item) throws SQLException {
        try (PreparedStatement delete =
                tx.prepareStatement("DELETE FROM automation.agenda_item WHERE automation = ? AND position = ?")) {
            delete.setString(1, item.automation());
            delete.setLong(2, item.position());
            delete.executeUpdate();
        }
    }

    private static Array texts(Connection tx, Set<String> texts) throws SQLException {
        return tx.createArrayOf("text", texts.toArray());
    }
}
