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
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.sign.ChecksumAddress;

/**
 * Payouts' proofs as JSON, one or a list of them: {@code {"coordinator": "0x…", "epoch": 7, "account": "0x…", "amount":
 * "1500000000000000000", "toPool": false, "proof": ["0x…", …]}}; {@code amount} in wei as a text, {@code epoch} a number or a text.
 */
final class ProofFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORD_BITS = 256;

    private ProofFile() {}

    /** @throws CommandFailure if the file can't be read, or something in it is missing or wrong */
    static List<PayoutProof> read(Path file) {
        try {
            JsonNode root = JSON.readTree(Files.readString(file));
            List<PayoutProof> proofs = new ArrayList<>();
            if (root.isArray()) {
                root.forEach(each -> proofs.add(proof(each)));
            } else {
                proofs.add(proof(root));
            }
            return proofs;
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
                ChecksumAddress.parseTyped(need(root, "coordinator").asText()),
                number(root, "epoch", Long.SIZE - 1),
                ChecksumAddress.parseTyped(need(root, "account").asText()),
                new Wei(number(root, "amount", WORD_BITS)),
                root.path("toPool").asBoolean(),
                siblings);
    }

    private static BigInteger number(JsonNode root, String name, int bits) {
        String text = need(root, name).asText();
        if (!text.matches("[0-9]+")) {
            throw new IllegalArgumentException("'" + name + "' must be a whole number, not '" + text + "'");
        }
        var number = new BigInteger(text);
        if (number.bitLength() > bits) {
            throw new IllegalArgumentException("'" + name + "' is too large: " + text);
        }
        return number;
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
