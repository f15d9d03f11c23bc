package network.cuckoo.benchmarks.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import network.cuckoo.benchmarks.load.ClosedLoop;
import network.cuckoo.benchmarks.market.TaskRows;
import network.cuckoo.db.DatabaseConfig;
import network.cuckoo.domain.id.UuidV7;

/** A client that does what pgbench would, over JDBC: the statements of a submit, prepared once, a transaction for each task. */
public final class BareSubmit implements ClosedLoop.Client {
    private static final Pattern ID = Pattern.compile("(?<!:):(task|transaction)\\b");

    private final UuidV7 ids;
    private final Connection connection;
    private final List<Prepared> statements = new ArrayList<>();

    private record Prepared(PreparedStatement statement, List<String> names) {}

    /** Connects and prepares; does nothing yet. */
    public BareSubmit(DatabaseConfig address, TaskRows template, UuidV7 ids) throws SQLException {
        this.ids = ids;
        this.connection = DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal());
        connection.setAutoCommit(false);
        for (String statement : SubmitStatements.of(template)) {
            List<String> names =
                    ID.matcher(statement).results().map(MatchResult::group).toList();
            statements.add(new Prepared(
                    connection.prepareStatement(ID.matcher(statement).replaceAll("?")), names));
        }
    }

    @Override
    public void once() throws SQLException {
        Map<String, UUID> values = Map.of(":task", ids.next(), ":transaction", ids.next());
        for (Prepared prepared : statements) {
            int position = 1;
            for (String name : prepared.names()) {
                prepared.statement().setObject(position++, values.get(name));
            }
            prepared.statement().execute();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
