using EventSinks.Support;
using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>Whether a person with one slip in a file is sent to where it is.</summary>
[Parallelizable(ParallelScope.All)]
public class MutationTests
{
    private const double Enough = 0.95;

    [Test]
    public void TryRead_OfASampleWithOneSlip_ReadsOrReportsNearTheSlip()
    {
        var mutations = Directory.EnumerateFiles(Path.Combine(RepositoryFile.Root, "samples/environments"), "*.yaml")
            .SelectMany(static path => Mutation.Of(Path.GetFileName(path), File.ReadAllText(path)))
            .ToArray();

        var results = mutations.AsParallel().Select(static mutation => (Mutation: mutation, Error: FirstError(mutation))).ToArray();

        var astray = results.Where(static result => IsAstray(result.Mutation, result.Error)).ToArray();
        var share = 1 - ((double)astray.Length / mutations.Length);
        TestContext.Out.WriteLine($"{share:P2} of {mutations.Length} mutations are read or reported near their place; {results.Count(static result => result.Error is null)} are read.");
        foreach (var kind in astray.GroupBy(static result => (result.Mutation.Edit, result.Error!.Code)).OrderByDescending(static kind => kind.Count()).Take(10))
        {
            var ((example, error), count) = (kind.First(), kind.Count());
            TestContext.Out.WriteLine($"{count} astray: {kind.Key.Edit}, for example in {example.File}, line {example.Line}: {error}");
        }

        Assert.That(share, Is.GreaterThanOrEqualTo(Enough));
    }

    private static Diagnostic? FirstError(Mutation mutation) =>
        EnvironmentReader.TryRead(mutation.Text, mutation.File).Diagnostics.FirstOrDefault(static diagnostic => diagnostic.IsError);

    // The next line is near enough: what is wrong is often seen only there.
    private static bool IsAstray(Mutation mutation, Diagnostic? error) =>
        error is not null && error.Span.Start.Line != mutation.Line && error.Span.Start.Line != mutation.Line + 1;
}
