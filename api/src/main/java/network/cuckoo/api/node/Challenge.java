package network.cuckoo.api.node;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Instant;
import network.cuckoo.api.input.Requests;
import network.cuckoo.api.listen.Endpoint;
import network.cuckoo.api.output.Answers;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.scheduler.sessions.Challenge.Issued;
import network.cuckoo.scheduler.sessions.Challenge.NotRegistered;
import network.cuckoo.scheduler.sessions.SessionDesk;

/** {@code POST /v1/node/challenge}: a message for a node key to sign. */
public final class Challenge implements Endpoint {
    private static final int ADDRESS_CHARACTERS = 42;

    private final SessionDesk desk;

    public Challenge(SessionDesk desk) {
        this.desk = desk;
    }

    private record ChallengeJson(
            String nonce,
            String domain,
            URI uri,
            ChainId chainId,
            Instant issuedAt,
            Instant expiresAt,
            String message) {
        static ChallengeJson of(LoginMessage message) {
            return new ChallengeJson(
                    message.nonce(),
                    message.domain(),
                    message.uri(),
                    message.chainId(),
                    message.issuedAt(),
                    message.expirationTime(),
                    message.text());
        }
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.post("/v1/node/challenge", this::handle);
    }

    private void handle(Context ctx) {
        NodeAddress node = Requests.body(ctx, body -> body.parsed("address", ADDRESS_CHARACTERS, NodeAddress::parse));
        switch (desk.challenge(node)) {
            case Issued(LoginMessage message) -> Answers.ok(ctx, ChallengeJson.of(message));
            case NotRegistered(NodeAddress stranger) -> throw NodeSessions.notRegistered(stranger);
        }
    }
}
