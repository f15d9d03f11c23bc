package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.hash.Keccak256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;

class EventDecoderTest {
    private static final int ROUNDS = 200;
    private static final Hash32 ANY = Keccak256.hash("any");

    private final EventDecoder decoder = new EventDecoder();
    private final BindingsDecoder bindings = new BindingsDecoder();

    static Stream<Event> events() {
        return Stream.of(
                CuckooStaking.FREECHANGED_EVENT,
                CuckooStaking.POSITIONCHANGED_EVENT,
                CuckooStaking.COOLINGSTARTED_EVENT,
                CuckooStaking.COOLINGWITHDRAWN_EVENT,
                CuckooStaking.POOLCHANGED_EVENT,
                CuckooStaking.CANDIDATECHANGED_EVENT,
                CuckooStaking.INFOCHANGED_EVENT,
                CuckooStaking.PARAMETERCHANGED_EVENT,
                CuckooStaking.REWARDSFUNDED_EVENT,
                CuckooStaking.REWARDSCLAIMED_EVENT,
                CuckooStaking.CREDITCHANGED_EVENT,
                CuckooStaking.CASEOPENED_EVENT,
                CuckooStaking.CASEANSWERED_EVENT,
                CuckooStaking.CASECHANGED_EVENT,
                CuckooSettlement.TIPSET_EVENT,
                CuckooSettlement.DEPOSITED_EVENT,
                CuckooSettlement.EPOCHPOSTED_EVENT,
                CuckooSettlement.ROOTREJECTED_EVENT,
                CuckooSettlement.CLAIMED_EVENT,
                CuckooSettlement.ESCROWREQUESTED_EVENT,
                CuckooSettlement.ESCROWWITHDRAWN_EVENT);
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_isWhatTheBindingsSay(Event event) {
        var random = new Random(event.getName().hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            ChainLog log = log(event, random);
            assertThat(decoder.decode(log)).get().usingRecursiveComparison().isEqualTo(bindings.decode(raw(log)));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void logWithoutItsForm_isRefused(Event event) {
        ChainLog log = log(event, new Random(1));
        byte[] data = log.data();
        assertRefused(with(log, log.topics(), Arrays.copyOf(data, data.length / 64 * 32)));
        assertRefused(with(log, log.topics(), new byte[0]));
        assertRefused(with(log, log.topics().subList(0, log.topics().size() - 1), data));
        var more = new ArrayList<>(log.topics());
        more.add(ANY);
        assertRefused(with(log, more, data));
    }

    /** A kind that the bindings know and nobody decodes would be lost in silence. */
    @Test
    void everyEventOfTheContracts_isDecoded() throws IllegalAccessException {
        var known = events().map(EventEncoder::encode).collect(Collectors.toSet());
        for (Class<?> contract : List.of(CuckooStaking.class, CuckooSettlement.class)) {
            for (Field field : contract.getFields()) {
                // OpenZeppelin's EIP712 declares EIP712DomainChanged; no contract emits it.
                if (field.get(null) instanceof Event event && !event.getName().equals("EIP712DomainChanged")) {
                    assertThat(known).as(event.getName()).contains(EventEncoder.encode(event));
                }
            }
        }
    }

    @Test
    void paddingThatIsNotZero_isRefused() {
        ChainLog log = log(CuckooStaking.FREECHANGED_EVENT, new Random(1));
        assertRefused(with(log, List.of(log.topics().getFirst(), ANY), log.data()));
    }

    @Test
    void otherEvents_areLeftOut() {
        ChainLog log = log(CuckooStaking.FREECHANGED_EVENT, new Random(1));
        assertThat(decoder.decode(with(log, List.of(ANY), log.data()))).isEmpty();
        assertThat(decoder.decode(with(log, List.of(), log.data()))).isEmpty();
    }

    private void assertRefused(ChainLog log) {
        assertThatThrownBy(() -> decoder.decode(log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not what its topic says");
    }

    private static ChainLog with(ChainLog log, List<Hash32> topics, byte[] data) {
        return new ChainLog(
                log.blockNumber(),
                log.blockHash(),
                log.logIndex(),
                log.transactionHash(),
                log.contract(),
                topics,
                data);
    }

    private static ChainLog log(Event event, RandomGenerator random) {
        List<Hash32> topics = new ArrayList<>();
        List<Type> data = new ArrayList<>();
        topics.add(Hash32.parse(EventEncoder.encode(event)));
        for (TypeReference<Type> parameter : event.getParameters()) {
            Type value = value(parameter, random);
            if (parameter.isIndexed()) {
                topics.add(Hash32.parse("0x" + FunctionEncoder.encodeConstructor(List.of(value))));
            } else {
                data.add(value);
            }
        }
        return new ChainLog(
                new BlockNumber(7),
                ANY,
                3,
                ANY,
                Address.ZERO,
                topics,
                Numeric.hexStringToByteArray(FunctionEncoder.encodeConstructor(data)));
    }

    private static Type value(TypeReference<Type> parameter, RandomGenerator random) {
        Class<?> type;
        try {
            type = parameter.getClassType();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return switch (type.getSimpleName()) {
            case "Address" -> new org.web3j.abi.datatypes.Address(160, number(random, 160));
            case "Uint256" -> new Uint256(number(random, 256));
            case "Uint64" -> new Uint64(number(random, 63));
            case "Uint16" -> new Uint16(number(random, 16));
            case "Uint8" -> new Uint8(number(random, 8));
            case "Int256" -> new Int256(number(random, 255).subtract(number(random, 255)));
            case "Bool" -> new Bool(random.nextBoolean());
            case "Bytes32" -> new Bytes32(bytes(random, 32));
            case "Utf8String" -> new Utf8String("é\u0000☃".repeat(random.nextInt(20)));
            case "DynamicBytes" -> new DynamicBytes(bytes(random, random.nextInt(1, 100)));
            default -> throw new IllegalStateException("no values of " + type);
        };
    }

    /** Numbers of every length. */
    private static BigInteger number(RandomGenerator random, int bits) {
        return new BigInteger(random.nextInt(bits + 1), new Random(random.nextLong()));
    }

    private static byte[] bytes(RandomGenerator random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Log raw(ChainLog log) {
        var raw = new Log();
        raw.setTopics(log.topics().stream().map(Hash32::hex).toList());
        raw.setData(Numeric.toHexString(log.data()));
        return raw;
    }
}
