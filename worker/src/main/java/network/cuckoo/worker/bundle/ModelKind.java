package network.cuckoo.worker.bundle;

/** What a model does; the name is what manifests and models.yaml write. */
public enum ModelKind {
    TEXT_TO_IMAGE("text-to-image"),
    TEXT_EMBEDDING("text-embedding");

    private final String label;

    ModelKind(String label) {
        this.label = label;
    }

    /** The kind with this label. @throws IllegalArgumentException if there is none */
    public static ModelKind ofLabel(String label) {
        for (var kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind of model: " + label);
    }

    public String label() {
        return label;
    }
}
