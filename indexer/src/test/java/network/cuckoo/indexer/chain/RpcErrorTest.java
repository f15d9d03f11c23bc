package network.cuckoo.indexer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers say, and what is made of it. */
class RpcErrorTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            -32005 | query returned more than 10000 results                                          | TOO_MUCH
            -32005 | query returned more than 10000 results. Try with this block range [0x1, 0x2].    | TOO_MUCH
            -32005 | limit exceeded                                                                  | TOO_MUCH
            -32005 | in words that nobody knows                                                      | TOO_MUCH
            -32600 | block range is too wide                                                         | TOO_MUCH
            -32602 | block range too large                                                           | TOO_MUCH
            -32000 | exceed maximum block range: 5000                                                | TOO_MUCH
            -32000 | requested too many blocks from 1 to 9999, maximum is set to 2048                | TOO_MUCH
            -32000 | query exceeds max block range 1000                                              | TOO_MUCH
            -32602 | Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range | TOO_MUCH
            -32600 | eth_getLogs is limited to a 10,000 range                                        | TOO_MUCH
            -32008 | Response is too big: response size exceeded                                     | TOO_MUCH
            -32020 | backend response too large                                                      | TOO_MUCH
            -32000 | query timeout exceeded                                                          | TOO_MUCH
            -32701 | please limit the query to at most 1000 blocks                                   | TOO_MUCH
            -32000 | batch too large                                                                 | TOO_MUCH
            -32600 | exceeded max batch size of 50                                                   | TOO_MUCH
            -32005 | daily request count exceeded, request rate limited                              | RATE_LIMITED
            -32005 | rate limit exceeded                                                             | RATE_LIMITED
            429    | Your app has exceeded its compute units per second capacity                     | RATE_LIMITED
            -32007 | 15/second request limit reached                                                 | RATE_LIMITED
            -32090 | Too many requests, reason: call rate limit exhausted                            | RATE_LIMITED
            -32029 | Too Many Requests                                                               | RATE_LIMITED
            -32603 | internal error                                                                  | INTERNAL
            -32601 | the method eth_getLogs does not exist/is not available                          | REFUSED
            -32000 | header not found                                                                | REFUSED
            -32000 | missing trie node                                                               | REFUSED
            0      | refused                                                                         | REFUSED
            """)
    void error_isToldApart_byItsWordsAndThenItsNumber(long number, String text, ChainException.Code code) {
        assertThat(new RpcError(number, text).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"1", "200", "201", "1000000"})
    void text_isOneShortLine(int length) {
        String text = new RpcError(0, "a\nb\u0000\t".repeat(length)).text();

        assertThat(text).hasSizeLessThanOrEqualTo(201).doesNotContain("\n", "\u0000", "\t");
    }
}
