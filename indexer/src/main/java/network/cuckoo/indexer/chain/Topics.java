package network.cuckoo.indexer.chain;

import java.math.BigInteger;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;

/** The indexed arguments of a log, counted from 1: topic 0 is the kind. */
record Topics(List<Hash32> topics) {
    Address address(int place) {
        return Words.of(topics.get(place)).address(0);
    }

    BigInteger unsigned(int place) {
        return Words.of(topics.get(place)).unsigned(0);
    }

    long number(int place) {
        return Words.of(topics.get(place)).number(0);
    }

    Hash32 hash(int place) {
        return topics.get(place);
    }
}
