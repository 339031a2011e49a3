namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public sealed class EnvironmentFolderTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventsinks-").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Read_TakesFilesInOrdinalOrder_AndNoHiddenOnes()
    {
        var folder = Write(("b.yaml", "event_sinks: [{type: b}]"), ("B.yaml", "event_sinks: [{type: B}]"), ("a", "event_sinks: [{type: a}]"), (".hidden", "x"));
        Directory.CreateDirectory(Path.Combine(folder, "folder"));

        var read = await EnvironmentFolder.ReadAsync(folder);

        Assert.That(read.Environment.Sinks.Select(static sink => sink.Type), Is.EqualTo(["B", "a", "b"]));
        Assert.That(read.Diagnostics, Is.Empty);
    }

    [Test]
    public async Task Read_WhenTheLastFileRepeatsTheFirst_KnowsThatItWasLast()
    {
        var folder = Write(("1", "event_sinks: [{type: a}]"), ("2", "event_sinks: [{type: a, enabled: no}]"), ("3", "event_sinks: [{type: a}]"));

        var read = await EnvironmentFolder.ReadAsync(folder);

        Assert.That(read.Environment.Sinks.Select(static sink => (sink.SourceIndex, sink.Latest.SourceIndex)), Is.EqualTo([(0, 2), (1, 1)]));
    }

    [Test]
    public async Task Read_WhenAFileIsWrong_ReportsItAndReadsTheOthers()
    {
        var folder = Write(("1.yaml", "parameter: {}"), ("2.yaml", "event_sinks: [{type: a}]\nparameters: {x: 1, x: 2}\n"), ("3.yaml", "event_sinks: ["));

        var read = await EnvironmentFolder.ReadAsync(folder);

        Assert.That(read.Environment.Sinks.Select(static sink => sink.Type), Is.EqualTo(["a"]));
        Assert.That(
            read.Diagnostics.Select(static each => $"{Path.GetFileName(each.File)} {each.Code}"), Is.EqualTo(["1.yaml ES1102", "2.yaml ES1016", "3.yaml ES1001"]));
    }

    [Test]
    public async Task Read_OfAFolderThatIsNotThere_SaysSo()
    {
        var read = await EnvironmentFolder.ReadAsync(Path.Combine(_folder, "nowhere"));

        Assert.That(read.Environment.Sinks, Is.Empty);
        Assert.That(read.Diagnostics.Single().ToString(), Does.Contain("nowhere: error ES1110: the folder cannot be read"));
    }

    private string Write(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }
}
