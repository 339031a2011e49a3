using EventSinks.Discovery.Support;

namespace EventSinks.Discovery.Locking;

/// <summary>Lock files that are not right: one code, words that say what is wrong, and nothing is loaded.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PluginLockReaderTests
{
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [TestCase("", "no JSON")]
    [TestCase("nonsense", "no JSON")]
    [TestCase("null", "no JSON")]
    [TestCase("[]", "no JSON")]
    [TestCase("{}", "version")]
    [TestCase("""{"version":1}""", "plugins")]
    [TestCase("""{"version":2,"entries":[]}""", "of version 2, and this host reads version 1")]
    [TestCase("""{"version":0,"plugins":[]}""", "of version 0")]
    [TestCase("""{"version":99999999999,"plugins":[]}""", "of version 99999999999")]
    [TestCase("""{"version":1.5,"plugins":[]}""", "of version 1.5")]
    [TestCase("""{"version":"1","plugins":[]}""", "version")]
    [TestCase("""{"version":1,"plugins":null}""", "plugins")]
    [TestCase("""{"version":1,"plugins":[null]}""", "a plug-in is null")]
    [TestCase("""{"version":1,"plugins":[],"more":1}""", "more")]
    [TestCase("""{"version":1,"plugins":[],"plugins":[]}""", "plugins")]
    [TestCase("""{"Version":1,"plugins":[]}""", "Version")]
    [TestCase("""{"version":1,"plugins":[],}""", "no JSON")]
    [TestCase("""{"version":1,"plugins":[]} more""", "no JSON")]
    public void Read_OfWhatIsNoLockFile_SaysSo(string text, string words) => Refused(text, words);

    [TestCase("""{"name":"../x","sinkTypes":[],"files":[]}""", "\"../x\"")]
    [TestCase("""{"name":"","sinkTypes":[],"files":[]}""", "empty name")]
    [TestCase("""{"name":"..","sinkTypes":[],"files":[]}""", "leads elsewhere")]
    [TestCase("""{"name":"a/b","sinkTypes":[],"files":[]}""", "in a name")]
    [TestCase("""{"name":null,"sinkTypes":[],"files":[]}""", "name")]
    [TestCase("""{"name":"a","files":[]}""", "sinkTypes")]
    [TestCase("""{"name":"a","sinkTypes":[null],"files":[]}""", "no sink type")]
    [TestCase("""{"name":"a","sinkTypes":["A b"],"files":[]}""", "\"A b\" is no sink type")]
    [TestCase("""{"name":"a","sinkTypes":[],"files":[null]}""", "a file is null")]
    [TestCase("""{"name":"a","sinkTypes":[],"files":[]},{"name":"A","sinkTypes":[],"files":[]}""", "there twice")]
    public void Read_OfAWrongPlugin_SaysSo(string plugins, string words) => Refused($$"""{"version":1,"plugins":[{{plugins}}]}""", words);

    [TestCase("../x", "leads elsewhere")]
    [TestCase("a/../../x", "leads elsewhere")]
    [TestCase("./x", "leads elsewhere")]
    [TestCase("/etc/passwd", "empty name")]
    [TestCase("a//b", "empty name")]
    [TestCase("a/", "empty name")]
    [TestCase("..\\\\x", "in a name")]
    [TestCase("C:x", "in a name")]
    [TestCase("x.", "dot or a space")]
    [TestCase("x\\u0000y", "control character")]
    public void Read_OfAPathThatLeadsElsewhere_SaysSo(string path, string words) =>
        Refused($$"""{"version":1,"plugins":[{"name":"a","sinkTypes":[],"files":[{"path":"{{path}}","size":1,"sha256":"{{Hash}}"}]}]}""", words);

    [TestCase("""{"path":"x","size":-1,"sha256":"HASH"}""", "no size")]
    [TestCase("""{"path":"x","size":1,"sha256":"abc"}""", "SHA-256")]
    [TestCase("""{"path":"x","size":1,"sha256":"HASHa"}""", "SHA-256")]
    [TestCase("""{"path":"x","size":1.5,"sha256":"HASH"}""", "no JSON")]
    [TestCase("""{"path":"x","sha256":"HASH"}""", "size")]
    [TestCase("""{"path":"x","size":1,"sha256":"HASH"},{"path":"x","size":1,"sha256":"HASH"}""", "there twice")]
    [TestCase("""{"path":"x","size":1,"sha256":"HASH"},{"path":"X","size":1,"sha256":"HASH"}""", "there twice")]
    public void Read_OfAWrongFile_SaysSo(string files, string words) =>
        Refused($$"""{"version":1,"plugins":[{"name":"a","sinkTypes":[],"files":[{{files.Replace("HASH", Hash, StringComparison.Ordinal)}}]}]}""", words);

    [Test]
    public void Build_WithALockFileThatIsNotThere_LoadsNothingButTheHostsOwn()
    {
        using var folder = new PluginFolder("Good", "LeavesTrace");

        using var catalog = new SinkCatalogBuilder().AddPluginFolder(folder.Path).UsePluginLock(folder["nowhere.json"]).AddSink<OwnGoodFactory>().Build();

        Assert.That(catalog.Entries.Select(static entry => (entry.SinkType, entry.ProblemCode)), Is.EqualTo(new (string?, string?)[]
        {
            ("good", null),
            (null, PluginProblemCodes.LockUnusable),
        }));
        Assert.That(catalog.Entries[1].Problem, Does.Contain(folder["nowhere.json"]).And.Contain("no plug-in is loaded"));
        Assert.That(catalog.Find("good")!.GetFactory(), Is.TypeOf<OwnGoodFactory>());
    }

    [Test]
    public void Build_WithADamagedLockFile_NeverThrowsAndLoadsNothingElse([Range(1, 200)] int seed)
    {
        using var folder = new LockedFolder("LeavesTrace");
        var text = File.ReadAllBytes(folder.LockFile);
#pragma warning disable CA5394 // The same damage for the same seed.
        var random = new Random(seed);
        for (var i = 0; i <= seed % 4; i++)
        {
            text[random.Next(text.Length)] = (byte)random.Next(seed % 3 == 0 ? 256 : 128);
        }
#pragma warning restore CA5394
        File.WriteAllBytes(folder.LockFile, text);

        using var catalog = folder.Find();

        // A change of a sink type's name, or of one character for itself, does no harm.
        Assert.That(catalog.Entries, Is.Not.Empty);
        Assert.That(catalog.Entries.Select(static entry => entry.ProblemCode), Is.All.Null.Or.All.StartsWith("ES30"));
    }

    private static void Refused(string text, string words)
    {
        using var folder = new LockedFolder("Good", "LeavesTrace");
        File.WriteAllText(folder.LockFile, text);

        using var catalog = folder.Find();

        Assert.That(() => PluginLock.Read(folder.LockFile), Throws.InstanceOf<PluginLockException>().With.Message.Contains(words).And.Message.Not.Contains("\n"));
        Assert.That(catalog.Entries.Select(static entry => (entry.SinkType, entry.ProblemCode)), Is.EqualTo(new (string?, string?)[] { (null, PluginProblemCodes.LockUnusable) }));
    }
}
