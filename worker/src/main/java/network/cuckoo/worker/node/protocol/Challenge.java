package network.cuckoo.worker.node.protocol;

import java.net.URI;

/**
 * What a coordinator asks a node to sign; not to be trusted before it is checked.
 *
 * @param message the text in the form of EIP-4361
 * @param from the address that it was fetched from
 */
public record Challenge(String message, URI from) {}
