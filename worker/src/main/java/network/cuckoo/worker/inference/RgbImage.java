package network.cuckoo.worker.inference;

/** A picture, row by row, three bytes (red, green, blue) a pixel. */
@SuppressWarnings("ArrayRecordComponent") // pixels pass from one owner to the next and are never compared as values
record RgbImage(int width, int height, byte[] pixels) {
    RgbImage {
        if (pixels.length != 3 * width * height) {
            throw new IllegalArgumentException(pixels.length + " bytes for " + width + " x " + height + " pixels");
        }
    }

    /** From three planes of numbers in -1 to 1: byte = floor(clamp((x + 1) * 127.5, 0, 255) + 0.5). */
    static RgbImage ofPlanes(float[] planes, int width, int height) {
        var area = width * height;
        var pixels = new byte[3 * area];
        for (var i = 0; i < area; i++) {
            for (var channel = 0; channel < 3; channel++) {
                var level = Math.clamp((planes[channel * area + i] + 1) * 127.5f, 0f, 255f);
                pixels[3 * i + channel] = (byte) (int) Math.floor(level + 0.5f);
            }
        }
        return new RgbImage(width, height, pixels);
    }
}
