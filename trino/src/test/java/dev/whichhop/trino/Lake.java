package dev.whichhop.trino;

import static io.trino.testing.TestingSession.testSessionBuilder;

import io.trino.plugin.hive.HivePlugin;
import io.trino.testing.DistributedQueryRunner;
import java.nio.file.Path;
import java.util.Map;

/** A Trino in this process, with tables over Parquet files of a folder. */
final class Lake implements AutoCloseable {
  private final DistributedQueryRunner trino;

  Lake(Path folder) throws Exception {
    trino =
        DistributedQueryRunner.builder(
                testSessionBuilder().setCatalog("hive").setSchema("logs").build())
            .setWorkerCount(0)
            .build();
    trino.installPlugin(new HivePlugin());
    trino.createCatalog(
        "hive",
        "hive",
        Map.of(
            "hive.metastore", "file",
            "hive.metastore.catalog.dir", "local:///metastore",
            "fs.local.enabled", "true",
            "local.location", folder.toString()));
    execute("CREATE SCHEMA hive.logs");
  }

  void execute(String sql) {
    trino.execute(sql);
  }

  /** The address of a table as a user writes it. */
  String address(String table) {
    return "trino+http://test@"
        + trino.getCoordinator().getBaseUrl().getAuthority()
        + "/hive/logs/"
        + table;
  }

  @Override
  public void close() {
    trino.close();
  }
}
