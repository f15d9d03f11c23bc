package network.cuckoo.cli.staking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.WhyNot;
import network.cuckoo.cli.chain.errand.PayoutProof;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * A payout's proof as JSON: {@code {"coordinator": "0x…", "epoch": 7, "account": "0x…", "cumulative": "1500000000000000000",
 * "toPool": false, "proof": ["0x…", …]}}; {@code cumulative} in wei as a text, {@code epoch} a number or a text.
 */
final class ProofFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProofFile() {}

    /** @throws CommandFailure if the file can't be read, or something in it is missing or wrong */
    static PayoutProof read(Path file) {
        try {
            return proof(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            throw wrong(file, "is not JSON", e);
        } catch (IOException e) {
            throw wrong(file, "can't be read: " + WhyNot.of(e), e);
        } catch (IllegalArgumentException e) {
            throw wrong(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static PayoutProof proof(JsonNode root) {
        JsonNode path = need(root, "proof");
        if (!path.isArray() || !need(root, "toPool").isBoolean()) {
            throw new IllegalArgumentException("'proof' must be a list and 'toPool' true or false");
        }
        List<Hash32> siblings = new ArrayList<>();
        path.forEach(each -> siblings.add(Hash32.parse(each.asText())));
        return new PayoutProof(
                Address.parse(need(root, "coordinator").asText()),
                number(root, "epoch"),
                Address.parse(need(root, "account").asText()),
                new Wei(number(root, "cumulative")),
                root.path("toPool").asBoolean(),
                siblings);
    }

    private static BigInteger number(JsonNode root, String name) {
        JsonNode value = need(root, name);
        if (value.isFloatingPointNumber()) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number");
        }
        return new BigInteger(value.asText());
    }

    private static JsonNode need(JsonNode root, String name) {
        JsonNode value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw new IllegalArgumentException("has no '" + name + "'");
        }
        return value;
    }

    private static CommandFailure wrong(Path file, String why, Exception cause) {
        return new CommandFailure(ExitCode.USAGE, "the proof file " + file + ": " + why, cause);
    }
}
