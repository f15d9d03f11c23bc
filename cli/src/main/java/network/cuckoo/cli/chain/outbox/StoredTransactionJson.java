package network.cuckoo.cli.chain.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/** The files' form: JSON, numbers as decimal texts. */
final class StoredTransactionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredTransactionJson() {}

    static byte[] write(StoredTransaction transaction) throws IOException {
        ObjectNode root = JSON.createObjectNode()
                .put("nonce", transaction.nonce().toString())
                .put("what", transaction.what())
                .put("intent", transaction.intent().hex());
        transaction.to().ifPresent(to -> root.put("to", to.hex()));
        root.put("valueWei", transaction.value().toString())
                .put("gasLimit", transaction.gasLimit().toString())
                .put("oldKind", transaction.oldKind())
                .put("data", transaction.data());
        transaction.outcome().ifPresent(outcome -> root.put("outcome", outcome));
        ArrayNode forms = root.putArray("forms");
        for (SignedForm form : transaction.forms()) {
            ObjectNode entry = forms.addObject()
                    .put("hash", form.hash().hex())
                    .put("mostWeiPerGas", form.mostPerGas().toString())
                    .put("tipWeiPerGas", form.tipPerGas().toString())
                    .put("raw", form.raw());
            if (form.empty()) {
                entry.put("empty", true);
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** @throws IOException if it is no JSON; @throws IllegalArgumentException if something in it is missing or wrong */
    static StoredTransaction read(byte[] file) throws IOException {
        JsonNode root = JSON.readTree(file);
        List<SignedForm> forms = new ArrayList<>();
        for (JsonNode form : root.path("forms")) {
            forms.add(new SignedForm(
                    Hash32.parse(text(form, "hash")),
                    text(form, "raw"),
                    new Wei(number(form, "mostWeiPerGas")),
                    new Wei(number(form, "tipWeiPerGas")),
                    form.path("empty").asBoolean()));
        }
        return new StoredTransaction(
                number(root, "nonce"),
                text(root, "what"),
                Hash32.parse(text(root, "intent")),
                root.has("to") ? Optional.of(Address.parse(text(root, "to"))) : Optional.empty(),
                text(root, "data"),
                new Wei(number(root, "valueWei")),
                number(root, "gasLimit"),
                root.path("oldKind").asBoolean(),
                forms,
                root.has("outcome") ? Optional.of(text(root, "outcome")) : Optional.empty());
    }

    private static BigInteger number(JsonNode node, String name) {
        return new BigInteger(text(node, name));
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("it has no '" + name + "'");
        }
        return value.asText();
    }
}
