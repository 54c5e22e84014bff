// SPDX-License-Identifier: Apache-2.0
package org.ostler.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How long things may be. Who must exceed a limit says why in {@code budgets.txt}; a line there
 * that nothing needs any more is an error too.
 */
class BudgetsTest {
  private static final int FILE_LINES = 500;
  private static final int FILE_LINES_OF_NEARLY_ALL = 350;
  private static final double NEARLY_ALL = 0.95;
  private static final int METHOD_LINES = 60;

  @Test
  void filesAndMethodsKeepWithinTheirBudgets() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : allFiles()) {
      if (Sources.lines(file).size() > FILE_LINES) {
        found.add(Sources.name(file));
      }
    }
    found.addAll(longMethods(allFiles()));
    assertThat(found).isEqualTo(new TreeSet<>(allowed()));
  }

  @Test
  void nearlyAllFilesAreShort() throws IOException {
    List<Integer> lengths = new ArrayList<>();
    for (Path file : allFiles()) {
      lengths.add(Sources.lines(file).size());
    }
    lengths.sort(null);
    assertThat(lengths.get((int) (lengths.size() * NEARLY_ALL)))
        .isLessThanOrEqualTo(FILE_LINES_OF_NEARLY_ALL);
  }

  private static List<Path> allFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String module : Sources.modules()) {
      files.addAll(Sources.javaFiles(module));
    }
    return files;
  }

  private static Set<String> longMethods(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      LongMethods scanner = new LongMethods(Trees.instance(task).getSourcePositions());
      for (CompilationUnitTree unit : task.parse()) {
        scanner.scan(unit, unit);
      }
      return scanner.found;
    }
  }

  private static Set<String> allowed() throws IOException {
    Set<String> allowed = new HashSet<>();
    Path list = Path.of("src/test/resources/budgets.txt");
    for (String line : Sources.lines(list)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(":", 2);
        assertThat(parts).as("a reason for %s", line).hasSize(2);
        assertThat(parts[1]).as("a reason for %s", line).isNotBlank();
        allowed.add(parts[0].strip());
      }
    }
    return allowed;
  }

  /** Collects {@code file#method} of every method that is too long. */
  private static final class LongMethods extends TreeScanner<@Nullable Void, CompilationUnitTree> {
    private final Set<String> found = new TreeSet<>();
    private final SourcePositions positions;

    LongMethods(SourcePositions positions) {
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, CompilationUnitTree unit) {
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
      long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
      if (last - first + 1 > METHOD_LINES) {
        found.add(Sources.name(Path.of(unit.getSourceFile().toUri())) + "#" + method.getName());
      }
      return super.visitMethod(method, unit);
    }
  }
}
