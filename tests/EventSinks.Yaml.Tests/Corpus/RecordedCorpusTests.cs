using EventSinks.Support;

namespace EventSinks.Yaml.Corpus;

/// <summary>Documents mean what they mean to Heat: held against what PyYAML was recorded to say, so that no Python is needed.</summary>
[Parallelizable(ParallelScope.All)]
public class RecordedCorpusTests
{
    [TestCase("handwritten.jsonl", 300)]
    [TestCase("generated.jsonl", 5_000)]
    public async Task Read_ARecordedDocument_GivesWhatPyYamlGives(string file, int atLeast)
    {
        var records = await RecordsAsync(file);

        Assert.That(records, Has.Count.AtLeast(atLeast));
        Assert.That(records.Select(record => record.Difference()).OfType<string>(), Is.Empty);
    }

    [Test]
    public async Task Corpus_HasWhatPyYamlReadsAndWhatItRefuses([Values("handwritten.jsonl", "generated.jsonl")] string file)
    {
        var records = await RecordsAsync(file);

        Assert.That(records.Count(record => record.Json is not null), Is.GreaterThan(records.Count / 4));
        Assert.That(records.Count(record => record.Error is not null), Is.GreaterThan(records.Count / 4));
    }

    [Test]
    public async Task Read_WhatPyYamlRefuses_IsRefusedButForHalvesOfSurrogatePairs()
    {
        var others = (await RecordsAsync("handwritten.jsonl")).Concat(await RecordsAsync("generated.jsonl")).Where(record => record.Here is not null).ToArray();

        Assert.That(others, Is.Not.Empty);
        Assert.That(others.Select(record => record.Topic), Is.All.EqualTo("surrogates"));
    }

    private static async Task<IReadOnlyList<CorpusRecord>> RecordsAsync(string file)
    {
        using var lines = new StringReader(RepositoryFile.Read($"tests/EventSinks.Yaml.Tests/Corpus/{file}"));
        return await CorpusRecord.ReadAsync(lines);
    }
}
