package network.cuckoo.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Hash;

class ContractErrorsTest {

    @ParameterizedTest
    @MethodSource("errorsOfTheContracts")
    void everyErrorOfTheContracts_hasASentence(String signature) {
        assertThat(ContractErrors.knows(selector(signature))).as(signature).isTrue();
    }

    @Test
    void decode_tellsAmountsInCai() {
        var data = selector("OwnStakeTooLow(uint256,uint256)")
                + "%064x".formatted(new BigInteger("19999500000000000000000"))
                + "%064x".formatted(new BigInteger("20000000000000000000000"));
        assertThat(ContractErrors.decode(data)).hasValueSatisfying(error -> {
            assertThat(error.name()).isEqualTo("OwnStakeTooLow");
            assertThat(error.arguments()).containsExactly("19999500000000000000000", "20000000000000000000000");
            assertThat(error.sentence()).isEqualTo("The own stake is 19999.5 CAI; at least 20000 CAI are needed.");
        });
    }

    @Test
    void decode_tellsTimesInUtc_andDatesBeyondTheCalendarAsSeconds() {
        var selector = selector("ConsentExpired(uint256)");
        assertThat(sentence(selector + "%064x".formatted(1_700_000_000L)))
                .isEqualTo("The node's consent expired at 2023-11-14T22:13:20Z; let the node sign a new one.");
        assertThat(sentence(selector + "f".repeat(64))).contains("expired at second 1157920892373");
    }

    @Test
    void decode_tellsKinds() {
        assertThat(sentence(selector("KindRefused(uint8,uint8)") + "%064x%064x".formatted(2, 1)))
                .startsWith("Registering as a coordinator is refused: this owner is registered as a miner");
    }

    @Test
    void decode_readsSolidityOwnErrors() {
        var text = "08c379a0" + "%064x%064x".formatted(32, 4) + "6f6f7073" + "0".repeat(56);
        assertThat(sentence("\"0x" + text + "\"")).isEqualTo("oops");
        assertThat(sentence("0x4e487b71" + "%064x".formatted(17))).isEqualTo("The contract panicked, code 17.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "0x1234", "execution reverted", "0xdeadbeef"})
    void decode_isEmpty_whenItIsNoErrorOfOurs(String data) {
        assertThat(ContractErrors.decode(data)).isEmpty();
    }

    @Test
    void decode_isEmpty_withoutData_orWithDataCutShort() {
        assertThat(ContractErrors.decode(null)).isEmpty();
        assertThat(ContractErrors.decode(selector("ConsentExpired(uint256)"))).isEmpty();
    }

    static Stream<String> errorsOfTheContracts() {
        return Stream.of("CuckooStaking", "CuckooSettlement", "CuckooGovernor", "CuckooFaucet")
                .flatMap(name -> StreamSupport.stream(abiOf(name).spliterator(), false))
                .filter(entry -> entry.path("type").asText().equals("error"))
                .map(ContractErrorsTest::signature)
                .distinct();
    }

    private static JsonNode abiOf(String contract) {
        try (var json = CuckooStaking.class.getResourceAsStream(contract + ".json")) {
            return new ObjectMapper().readTree(json).path("abi");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String signature(JsonNode error) {
        return StreamSupport.stream(error.path("inputs").spliterator(), false)
                .map(input -> input.path("type").asText())
                .collect(Collectors.joining(",", error.path("name").asText() + "(", ")"));
    }

    private static String selector(String signature) {
        return Hash.sha3String(signature).substring(0, 10);
    }

    private static String sentence(String data) {
        return ContractErrors.decode(data).orElseThrow().sentence();
    }
}
