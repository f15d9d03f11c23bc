package network.cuckoo.domain.sign;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.hash.Keccak256;

/** Addresses with the checksum in their capitals (EIP-55). */
public final class ChecksumAddress {
    private ChecksumAddress() {}

    /** The address in mixed case. */
    public static String format(Address address) {
        String digits = address.hex().substring(2);
        byte[] hash = Keccak256.digest(digits.getBytes(StandardCharsets.US_ASCII));
        var mixed = new StringBuilder("0x");
        for (int i = 0; i < digits.length(); i++) {
            int nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
            mixed.append(nibble >= 8 ? Character.toUpperCase(digits.charAt(i)) : digits.charAt(i));
        }
        return mixed.toString();
    }

    /**
     * Reads an address whose checksum must be right.
     *
     * @throws IllegalArgumentException if it is not an address or its capitals are wrong
     */
    public static Address parse(String text) {
        Address address = new Address(text.toLowerCase(Locale.ROOT));
        if (!format(address).equals(text)) {
            throw new IllegalArgumentException("the address's checksum (EIP-55) is wrong: " + text);
        }
        return address;
    }

    /**
     * Reads an address that somebody typed or copied: in one case it bears no checksum, in mixed case the checksum must be right.
     *
     * @throws IllegalArgumentException if it is not an address or its capitals are wrong
     */
    public static Address parseTyped(String text) {
        Address address = Address.parse(text);
        String digits = text.substring(2);
        boolean oneCase =
                digits.equals(digits.toLowerCase(Locale.ROOT)) || digits.equals(digits.toUpperCase(Locale.ROOT));
        if (!oneCase && !format(address).substring(2).equals(digits)) {
            throw new IllegalArgumentException("the capitals in " + text
                    + " don't fit its digits (EIP-55), so one of them is mistyped: copy the address again; one of which every digit"
                    + " is certain may be given in lower case alone");
        }
        return address;
    }
}
