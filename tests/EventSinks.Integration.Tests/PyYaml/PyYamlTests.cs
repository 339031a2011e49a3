using EventSinks.Integration.Support;
using EventSinks.Support;
using EventSinks.Yaml.Corpus;

namespace EventSinks.Integration.PyYaml;

/// <summary>Documents mean here what they mean to the PyYAML that is installed.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public class PyYamlTests
{
    [TestCase("handwritten.jsonl")]
    [TestCase("generated.jsonl")]
    public async Task Record_OfTheCorpus_IsWhatPyYamlSaysToday(string file)
    {
        using var lines = new StringReader(RepositoryFile.Read($"tests/EventSinks.Yaml.Tests/Corpus/{file}"));
        var recorded = await CorpusRecord.ReadAsync(lines);

        var today = await PyYamlLoader.ReadAgainAsync(file);

        Assert.That(today.Select(Said), Is.EqualTo(recorded.Select(Said)));
    }

    // Seed 1 made the recorded corpus; these are others.
    [Test]
    public async Task Read_AGeneratedDocument_GivesWhatPyYamlGives([Values(2, 3, 4, 5)] int seed)
    {
        var records = await PyYamlLoader.GenerateAsync(seed, 10_000);

        Assert.That(records, Has.Count.EqualTo(10_000));
        Assert.That(records.Select(record => record.Difference()).OfType<string>(), Is.Empty);
    }

    private static (string? Json, string? NotJson, string? Error) Said(CorpusRecord record) => (record.Json, record.NotJson, record.Error);
}
