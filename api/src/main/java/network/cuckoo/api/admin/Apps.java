package network.cuckoo.api.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import network.cuckoo.api.input.Fields;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.api.problem.ApiProblem;
import network.cuckoo.api.problem.ProblemCode;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.Wei;
import network.cuckoo.scheduler.apps.AppDesk;
import network.cuckoo.scheduler.ledger.Ledger;
import network.cuckoo.scheduler.ledger.Ledger.Balance;
import network.cuckoo.scheduler.ledger.Ledger.Crediting;

/** {@code /admin/apps}: create an app, list them, and give one credit. */
public final class Apps implements Endpoint {
    private static final int MAX_NAME_CHARACTERS = 64;
    private static final int MAX_REFERENCE_CHARACTERS = 128;
    /** The ledger's columns hold 78 digits; nobody has more than 60 of wei. */
    private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,59}");

    private static final int MAX_AMOUNT_CHARACTERS = 60;

    private final AppDesk apps;
    private final Ledger ledger;

    public Apps(AppDesk apps, Ledger ledger) {
        this.apps = apps;
        this.ledger = ledger;
    }

    private record Created(AppId appId, String name, String apiKey) {}

    private record AppList(List<AppJson> apps) {}

    private record AppJson(AppId appId, String name, Wei availableWei, Wei heldWei, Instant createdAt) {}

    private record Credit(Wei amount, String reference) {
        static Credit read(Fields body) {
            return new Credit(
                    body.parsed("amountWei", MAX_AMOUNT_CHARACTERS, Credit::amount),
                    body.text("reference", MAX_REFERENCE_CHARACTERS));
        }

        private static Wei amount(String text) {
            if (!AMOUNT.matcher(text).matches()) {
                throw new IllegalArgumentException("an amount is a whole number of wei above zero, in quotes");
            }
            return new Wei(new BigInteger(text));
        }
    }

    private record Credited(AppId appId, Wei availableWei, Wei heldWei) {
        static Credited of(AppId app, Balance balance) {
            return new Credited(app, balance.available(), balance.held());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/admin/apps", this::create);
        routes.get("/admin/apps", this::list);
        routes.post("/admin/apps/{app}/credit", this::credit);
        routes.post("/admin/apps/{app}/weight", this::weigh);
    }

    private void create(Context ctx) {
        String name = Requests.body(ctx, body -> body.parsed("name", MAX_NAME_CHARACTERS, Apps::name));
        switch (apps.create(name)) {
            case AppDesk.Creation.Created(AppId id, Secret apiKey) ->
                Answers.json(ctx, 201, new Created(id, name, apiKey.reveal()));
            case AppDesk.Creation.NameTaken(String taken) ->
                throw ProblemCode.ALREADY_EXISTS.because("There is an app named '" + taken + "'; choose another name.");
        }
    }

    private void list(Context ctx) {
        List<AppJson> all = apps.list().stream()
                .map(this::withBalance)
                .sorted(Comparator.comparing(AppJson::name))
                .toList();
        Answers.ok(ctx, new AppList(all));
    }

    private AppJson withBalance(AppDesk.App app) {
        Balance balance = ledger.balance(app.id());
        return new AppJson(app.id(), app.name(), balance.available(), balance.held(), app.createdAt());
    }

    private void credit(Context ctx) {
        String idOrName = ctx.pathParam("app");
        AppId app = apps.find(idOrName).map(AppDesk.App::id).orElseThrow(() -> noApp(idOrName));
        Credit credit = Requests.body(ctx, Credit::read);
        switch (ledger.credit(app, credit.amount(), credit.reference())) {
            case Crediting.Credited(Balance balance) -> Answers.ok(ctx, Credited.of(app, balance));
            case Crediting.AlreadyCredited(Balance balance) -> Answers.ok(ctx, Credited.of(app, balance));
            case Crediting.ReferenceTaken(String reference) ->
                throw ProblemCode.ALREADY_EXISTS.because(
                        "Another credit has the reference '" + reference + "'. Nothing was changed.");
            case Crediting.UnknownApp(AppId unknown) -> throw noApp(unknown.toString());
        }
    }

    private record Weighed(AppId appId, int weight) {}

    private void weigh(Context ctx) {
        String idOrName = ctx.pathParam("app");
        AppId app = apps.find(idOrName).map(AppDesk.App::id).orElseThrow(() -> noApp(idOrName));
        int weight = Math.toIntExact(Requests.body(ctx, body -> body.number("weight", 1, AppDesk.MAX_WEIGHT)));
        if (!apps.weigh(app, weight)) {
            throw noApp(idOrName);
        }
        Answers.ok(ctx, new Weighed(app, weight));
    }

    private static ApiProblem noApp(String idOrName) {
        return ProblemCode.NOT_FOUND.because("There is no app '" + idOrName + "'.");
    }

    private static String name(String text) {
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name has letters and no control characters");
        }
        return text;
    }
}
