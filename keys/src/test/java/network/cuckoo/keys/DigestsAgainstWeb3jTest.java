package network.cuckoo.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.CandidateKind;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.hash.AbiEncoder;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.domain.sign.NodeConsent;
import network.cuckoo.domain.sign.TaskResult;
import network.cuckoo.domain.task.TaskRequest;
import network.cuckoo.domain.task.TextEmbeddingInput;
import network.cuckoo.domain.task.TextToImageInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/** The domain's own Keccak, ABI encoding and typed digests against those of web3j. */
class DigestsAgainstWeb3jTest {
    private static final ChainId CHAIN = new ChainId(31337);
    private static final Address STAKING = Address.parse("0x5fbdb2315678afecb367f032d93f642f64180aa3");
    private static final Hash32 NONCE = Hash32.parse("0x" + "4e".repeat(32));
    private static final Hash32 MODEL_HASH = Hash32.parse("0x" + "a7".repeat(32));

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @Test
    void keccak_isWeb3js_forEveryLengthAroundTheBlocks() {
        var random = new Random(1);
        for (int length = 0; length < 560; length++) {
            byte[] data = bytes(random, length);
            assertThat(Keccak256.digest(data)).as("%d bytes", length).isEqualTo(Hash.sha3(data));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void encode_isWeb3js(int seed) {
        var random = new Random(seed);
        var ours = new AbiEncoder();
        var theirs = new ArrayList<Type<?>>();
        for (int i = random.nextInt(10); i >= 0; i--) {
            theirs.add(addOne(ours, random));
        }
        assertThat(Numeric.toHexStringNoPrefix(ours.encode())).isEqualTo(encode(theirs.toArray(Type[]::new)));
    }

    @Test
    void textToImage_isHashedAsDocumented() {
        var input = new TextToImageInput("ein roter Apfel 🍎", -2, 25, 7_500);
        assertThat(input.hash().hex())
                .isEqualTo(keccak(
                        new Utf8String("text-to-image"),
                        new Utf8String("ein roter Apfel 🍎"),
                        new Uint256(new BigInteger("18446744073709551614")),
                        new Uint256(25),
                        new Uint256(7_500)));
    }

    @Test
    void request_isHashedAsDocumented() {
        var request = new TaskRequest(
                new ModelId("all-minilm-l6-v2"), MODEL_HASH, new TextEmbeddingInput("سلام"), NONCE, true);
        String inputHash = keccak(new Utf8String("text-embedding"), new Utf8String("سلام"));
        assertThat(request.requestHash().hex())
                .isEqualTo(keccak(
                        new Utf8String("cuckoo/request/v1"),
                        new Utf8String("all-minilm-l6-v2"),
                        new Bytes32(MODEL_HASH.bytes()),
                        new Bytes32(Numeric.hexStringToByteArray(inputHash)),
                        new Bytes32(NONCE.bytes())));
    }

    @Test
    void nodeConsent_isWeb3jsDigest() throws IOException {
        var consent = new NodeConsent(
                OwnerAddress.parse("0x" + "0a".repeat(20)),
                NodeAddress.parse("0x" + "0b".repeat(20)),
                CandidateKind.COORDINATOR,
                BigInteger.valueOf(3),
                BigInteger.valueOf(1_900_000_000L));
        String fields = field("owner", "address")
                + field("node", "address")
                + field("kind", "uint8")
                + field("nonce", "uint256")
                + field("deadline", "uint256");
        String values = value("owner", consent.owner())
                + value("node", consent.node())
                + value("kind", 2)
                + value("nonce", consent.nonce())
                + value("deadline", consent.deadlineSeconds());
        assertThat(consent.digest(CHAIN, STAKING).hex())
                .isEqualTo(typedDigest("CuckooStaking", "NodeConsent", fields, values));
    }

    @Test
    void taskResult_isWeb3jsDigest() throws IOException {
        var result = new TaskResult(
                NodeAddress.parse("0x" + "0c".repeat(20)),
                new TaskId(UUID.fromString("01980000-0000-7000-8000-0000000000ff")),
                new LeaseId(UUID.fromString("01980000-0000-7000-bfff-0000000000fe")),
                new Fence(7),
                NONCE,
                MODEL_HASH,
                Hash32.parse("0x" + "0d".repeat(32)));
        String fields = field("coordinator", "address")
                + field("task", "bytes32")
                + field("lease", "bytes32")
                + field("fence", "uint64")
                + field("requestHash", "bytes32")
                + field("modelHash", "bytes32")
                + field("outputHash", "bytes32");
        String zeros = "0x" + "00".repeat(16);
        String values = value("coordinator", result.coordinator())
                + value("task", zeros + "019800000000700080000000000000ff")
                + value("lease", zeros + "0198000000007000bfff0000000000fe")
                + value("fence", 7)
                + value("requestHash", NONCE)
                + value("modelHash", MODEL_HASH)
                + value("outputHash", result.outputHash());
        assertThat(result.digest(CHAIN, STAKING).hex()).isEqualTo(typedDigest("Cuckoo", "TaskResult", fields, values));
    }

    private static Type<?> addOne(AbiEncoder ours, Random random) {
        byte[] content = bytes(random, random.nextInt(100));
        return switch (random.nextInt(6)) {
            case 0 -> {
                String text = "é".repeat(random.nextInt(50)) + "x".repeat(random.nextInt(3));
                ours.string(text);
                yield new Utf8String(text);
            }
            case 1 -> {
                ours.bytes(content);
                yield new DynamicBytes(content);
            }
            case 2 -> {
                Hash32 hash = Hash32.of(bytes(random, 32));
                ours.bytes32(hash);
                yield new Bytes32(hash.bytes());
            }
            case 3 -> {
                Address address = Address.of(bytes(random, 20));
                ours.address(address);
                yield new org.web3j.abi.datatypes.Address(address.hex());
            }
            case 4 -> {
                boolean bit = random.nextBoolean();
                ours.bool(bit);
                yield new Bool(bit);
            }
            default -> {
                var number = new BigInteger(random.nextInt(257), random);
                ours.uint(number);
                yield new Uint256(number);
            }
        };
    }

    private static String keccak(Type<?>... values) {
        return Hash.sha3("0x" + encode(values));
    }

    @SuppressWarnings("rawtypes") // web3j's encoder takes raw types
    private static String encode(Type<?>... values) {
        List<Type> list = Arrays.asList(values);
        return new DefaultFunctionEncoder().encodeParameters(list);
    }

    private static String typedDigest(String domain, String type, String fields, String values) throws IOException {
        String json = """
                {"types":{"EIP712Domain":[%s],"%s":[%s]},"primaryType":"%s",
                 "domain":{"name":"%s","version":"1","chainId":31337,"verifyingContract":"%s"},"message":{%s}}""".formatted(
                        list(field("name", "string")
                                + field("version", "string")
                                + field("chainId", "uint256")
                                + field("verifyingContract", "address")),
                        type,
                        list(fields),
                        type,
                        domain,
                        STAKING,
                        list(values));
        return Numeric.toHexString(new StructuredDataEncoder(json).hashStructuredData());
    }

    private static String field(String name, String type) {
        return "{\"name\":\"%s\",\"type\":\"%s\"},".formatted(name, type);
    }

    private static String value(String name, Object value) {
        return "\"%s\":\"%s\",".formatted(name, value);
    }

    private static String list(String items) {
        return items.substring(0, items.length() - 1);
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
