package network.cuckoo.api.app;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.ledger.LedgerAccount;
import network.cuckoo.scheduler.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/account}: what the app can spend, what is held, and its last movements. */
public final class Account implements Endpoint {
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;

    private final AppKeys keys;
    private final Ledger ledger;

    public Account(AppKeys keys, Ledger ledger) {
        this.keys = keys;
        this.ledger = ledger;
    }

    private record AccountJson(AppId appId, Wei availableWei, Wei heldWei, List<Line> statement) {}

    private record Line(
            UUID transactionId,
            Ledger.Leg leg,
            LedgerAccount.Kind account,
            @Nullable TaskId taskId,
            @Nullable String reference,
            BigInteger amountWei,
            Instant createdAt) {
        static Line of(Ledger.StatementLine line) {
            return new Line(
                    line.transaction(),
                    line.leg(),
                    line.posting().account().kind(),
                    line.task().orElse(null),
                    line.reference().orElse(null),
                    line.posting().amountWei(),
                    line.at());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/v1/account", this::handle);
    }

    @Override
    public Map<String, Set<String>> parameters() {
        return Map.of("GET /v1/account", Set.of("limit", "before"));
    }

    private void handle(Context ctx) {
        AppId app = keys.require(ctx);
        int limit = Requests.queryNumber(ctx, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Optional<UUID> before = Requests.query(ctx, "before", UUID::fromString);
        Ledger.Balance balance = ledger.balance(app);
        var lines = ledger.statement(app, limit, before).stream().map(Line::of).toList();
        Answers.ok(ctx, new AccountJson(app, balance.available(), balance.held(), lines));
    }
}
