package network.cuckoo.cli.chain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import network.cuckoo.indexer.chain.RpcUrl;

/** The addresses of a chain's nodes in the order of preference, at least one. */
public record NodeUrls(List<URI> all) {
    public NodeUrls {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no address of a chain's node is given");
        }
    }

    /**
     * Reads addresses between commas.
     *
     * @throws IllegalArgumentException if one is none; says which
     */
    public static NodeUrls parse(String text) {
        String[] parts = text.split(",", -1);
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            urls.add(url(parts[i].strip(), parts.length == 1 ? "" : "address " + (i + 1) + ": "));
        }
        return new NodeUrls(urls);
    }

    // Addresses carry keys, so a wrong one is not repeated whole.
    private static URI url(String text, String which) {
        try {
            var url = new URI(text);
            RpcUrl.of(url);
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(which + "it is no address: " + e.getReason(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(which + e.getMessage(), e);
        }
    }

    /** All of these, in order. */
    public static NodeUrls joined(List<NodeUrls> lists) {
        return new NodeUrls(lists.stream().flatMap(list -> list.all().stream()).toList());
    }

    /** The first node that answers; the last, if none before it does, whatever it does itself. */
    public ChainAccess open() {
        List<URI> urls = all.stream().map(url -> RpcUrl.of(url).calls()).toList();
        for (URI url : urls.subList(0, urls.size() - 1)) {
            var chain = new ChainAccess(url);
            if (chain.answers()) {
                return chain;
            }
            chain.close();
        }
        return new ChainAccess(urls.getLast());
    }
}
