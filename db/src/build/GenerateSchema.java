import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * Run by the build: migrates a fresh embedded Postgres and writes jOOQ's classes from what is there. Arguments: the
 * migrations' folder, the output folder. Nothing is done when neither the migrations nor this file has changed.
 */
public final class GenerateSchema {
    private static final String AMOUNTS = ".*_wei|delta|shares|cooling_shares|node_nonce|cooling_id|case_id|reward_acc";

    private GenerateSchema() {}

    public static void main(String[] arguments) throws Exception {
        Path migrations = Path.of(arguments[0]);
        Path output = Path.of(arguments[1]);
        Path stamp = output.resolveSibling(output.getFileName() + ".stamp");
        String inputs = digest(migrations, Path.of(arguments[2]), arguments[3]);
        if (Files.isDirectory(output)
                && Files.exists(stamp)
                && Files.readString(stamp).equals(inputs)) {
            return;
        }
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Path server = Files.createDirectories(output.resolveSibling("schema-postgres"));
        System.setProperty("ot.epg.working-dir", server.toAbsolutePath().toString());
        try (var postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(server.toFile())
                .start()) {
            Flyway.configure()
                    .dataSource(postgres.getPostgresDatabase())
                    .locations("filesystem:" + migrations)
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
            deleteTree(output);
            GenerationTool.generate(configuration(postgres.getJdbcUrl("postgres", "postgres"), output));
        }
        deleteTree(server);
        Files.writeString(stamp, inputs);
    }

    private static Configuration configuration(String jdbcUrl, Path output) {
        var database = new Database()
                .withName("org.jooq.meta.postgres.PostgresDatabase")
                .withInputSchema("public")
                .withOutputSchemaToDefault(true)
                .withExcludes("flyway_schema_history")
                .withForcedTypes(
                        converted("Address", "AddressConverter", ".*_address", "bytea"),
                        converted("Hash32", "Hash32Converter", ".*_hash|.*_root|.*_digest|app_ref", "bytea"),
                        new ForcedType()
                                .withName("DECIMAL_INTEGER")
                                .withIncludeExpression("(.*\\.)?(" + AMOUNTS + ")")
                                .withIncludeTypes("numeric.*"),
                        new ForcedType().withName("INSTANT").withIncludeTypes("timestamp.*with time zone|timestamptz"));
        return new Configuration()
                .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(jdbcUrl))
                .withGenerator(new Generator()
                        .withDatabase(database)
                        .withGenerate(new Generate()
                                .withComments(false)
                                .withKeys(true)
                                .withRecords(true)
                                .withPojos(false)
                                .withDaos(false))
                        .withTarget(new Target()
                                .withPackageName("network.cuckoo.db.generated")
                                .withDirectory(output.toString())));
    }

    private static ForcedType converted(String type, String converter, String columns, String sqlType) {
        return new ForcedType()
                .withUserType("network.cuckoo.domain." + type)
                .withConverter("network.cuckoo.db.types." + converter)
                .withIncludeExpression("(.*\\.)?(" + columns + ")")
                .withIncludeTypes(sqlType);
    }

    private static String digest(Path migrations, Path self, String version) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        List<Path> files;
        try (var listing = Files.list(migrations)) {
            files = listing.sorted().toList();
        }
        for (Path file : files) {
            digest.update(file.getFileName().toString().getBytes("UTF-8"));
            digest.update(Files.readAllBytes(file));
        }
        digest.update(Files.readAllBytes(self));
        digest.update(version.getBytes("UTF-8"));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
