package network.cuckoo.domain.sign;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.NodeAddress;

/** Reads the text of a {@link LoginMessage}. */
final class LoginText {
    private static final int MAX_CHARACTERS = 2_000;
    private static final Pattern FORM = Pattern.compile("""
            (?<domain>[^\\s]+) wants you to sign in with your Ethereum account:
            (?<address>0x[0-9a-fA-F]{40})


            URI: (?<uri>[^\\s]+)
            Version: 1
            Chain ID: (?<chain>\\d{1,18})
            Nonce: (?<nonce>[A-Za-z0-9]+)
            Issued At: (?<issued>[^\\s]+)
            Expiration Time: (?<expires>[^\\s]+)""");

    private LoginText() {}

    static LoginMessage parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > MAX_CHARACTERS || !form.matches()) {
            throw new IllegalArgumentException(
                    "login message: not in the form of EIP-4361 without statement and resources");
        }
        LoginMessage message = read(form);
        if (!message.text().equals(text)) {
            throw new IllegalArgumentException("login message: a number or time is not in its plain form");
        }
        return message;
    }

    private static LoginMessage read(Matcher form) {
        try {
            return new LoginMessage(
                    form.group("domain"),
                    new NodeAddress(ChecksumAddress.parse(form.group("address"))),
                    URI.create(form.group("uri")),
                    new ChainId(Long.parseLong(form.group("chain"))),
                    form.group("nonce"),
                    Instant.parse(form.group("issued")),
                    Instant.parse(form.group("expires")));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("login message can't be read: " + e.getMessage(), e);
        }
    }
}
