package network.cuckoo.worker.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {
    /** 200 x 150 pixels take more than one stored block. */
    @ParameterizedTest
    @CsvSource({"1, 1", "64, 64", "200, 150"})
    void png_isReadBackPixelByPixel(int width, int height) throws IOException {
        var pixels = new byte[3 * width * height];
        new Random(width).nextBytes(pixels);

        var png = PngEncoder.encode(new RgbImage(width, height, pixels));

        var read = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        for (var i = 0; i < width * height; i++) {
            var expected = (pixels[3 * i] & 0xff) << 16 | (pixels[3 * i + 1] & 0xff) << 8 | pixels[3 * i + 2] & 0xff;
            assertThat(read.getRGB(i % width, i / width) & 0xffffff).isEqualTo(expected);
        }
    }
}
