using System.Diagnostics;
using System.Text;

namespace EventSinks.Local;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JsonLinesSinkTests : IDisposable
{
    private readonly string _temp = Directory.CreateTempSubdirectory("eventsinks-local-").FullName;
    private readonly FileGates _gates = new();

    private string Folder => Path.Combine(_temp, "events");

    [Test]
    public async Task Deliver_AppendsOneBodyALine()
    {
        var (first, second) = (Some.Event("a", "two\nlines"), Some.Event("b"));

        await using var sink = Sink("prod/web/all.jsonl");
        Assert.That(await sink.DeliverAsync(Some.Batch(first), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(await sink.DeliverAsync(Some.Batch(second), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));

        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(Folder, "prod", "web", "all.jsonl")),
            Is.EqualTo($"{Encoding.UTF8.GetString(first.ToUtf8Json().Span)}\n{Encoding.UTF8.GetString(second.ToUtf8Json().Span)}\n"));
    }

    [Test]
    public async Task Deliver_FromManyLanes_KeepsEachBatchTogether()
    {
        await Parallel.ForAsync(0, 40, async (lane, token) =>
        {
            await using var sink = Sink("all.jsonl");
            for (var batch = 0; batch < 5; batch++)
            {
                Assert.That(
                    await sink.DeliverAsync(Some.BatchOf($"lane{lane}-{batch}", 20), token), Is.EqualTo(DeliveryResult.Delivered));
            }
        });

        var names = (await File.ReadAllLinesAsync(Path.Combine(Folder, "all.jsonl")))
            .Select(line => StackEvent.Parse(Encoding.UTF8.GetBytes(line)).ResourceName);
        Assert.That(names.Chunk(20).Select(batch => batch.Distinct().Single()).Distinct().Count(), Is.EqualTo(200));
        Assert.That(_gates.Count, Is.Zero, "a file that nobody appends to has no gate");
    }

    [Test]
    public async Task Deliver_WhenTheFileEndsInsideALine_StartsANewOne()
    {
        var file = Write("all.jsonl", "whole\nhal");

        await using var sink = Sink("all.jsonl");
        await sink.DeliverAsync(Some.BatchOf("a", 2), CancellationToken.None);

        var lines = await File.ReadAllLinesAsync(file);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[..2], Is.EqualTo(new[] { "whole", "hal" }));
    }

    [Test]
    public async Task Deliver_WhileAReaderHasTheFileOpen_Appends()
    {
        var file = Write("all.jsonl", "");
        await using var reader = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        Assert.That(await DeliverAsync("all.jsonl"), Is.EqualTo(DeliveryResult.Delivered));
    }

    [Test]
    [Platform("Linux", Reason = "elsewhere the file cannot even be opened twice")]
    public async Task Deliver_WhileAnotherProcessAppends_Retries()
    {
        // The byte that every process running this sink locks, held by a process that is not this one.
        var file = Write("all.jsonl", "");
        var script = "import fcntl,sys;f=open(sys.argv[1],'r+b');fcntl.lockf(f,fcntl.LOCK_EX,1,2**63-2);print('held',flush=True);sys.stdin.read()";
        using var other = Process.Start(
            new ProcessStartInfo("python3", ["-c", script, file])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
        Assert.That(await other.StandardOutput.ReadLineAsync(), Is.EqualTo("held"));

        var meanwhile = await DeliverAsync("all.jsonl");
        other.StandardInput.Close();
        await other.WaitForExitAsync();
        var afterwards = await DeliverAsync("all.jsonl");

        Assert.That(meanwhile.Outcome, Is.EqualTo(DeliveryOutcome.Retry));
        Assert.That(afterwards, Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(await File.ReadAllLinesAsync(file), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Deliver_WhenTheFolderItselfIsASymlink_Suspends()
    {
        Directory.CreateSymbolicLink(Folder, Directory.CreateDirectory(Path.Combine(_temp, "elsewhere")).FullName);

        Assert.That(
            await DeliverAsync("all.jsonl"),
            Is.EqualTo(DeliveryResult.Suspend("the configured folder is a symbolic link, which is not followed")));
        AssertNothingIsElsewhere();
    }

    [TestCase("x/all.jsonl", "x")]
    [TestCase("x/b/all.jsonl", "x")]
    [TestCase("a/x/all.jsonl", "a/x")]
    public async Task Deliver_WhenAFolderOnTheWayIsASymlink_Suspends(string path, string link)
    {
        var from = Path.Combine(Folder, link);
        Directory.CreateDirectory(Path.GetDirectoryName(from)!);
        Directory.CreateSymbolicLink(from, Directory.CreateDirectory(Path.Combine(_temp, "elsewhere")).FullName);

        Assert.That(
            await DeliverAsync(path), Is.EqualTo(DeliveryResult.Suspend($"'{link}' is a symbolic link, which is not followed")));
        AssertNothingIsElsewhere();
    }

    [Test]
    public async Task Deliver_WhenTheFileIsASymlink_Suspends([Values] bool dangling)
    {
        var target = Path.Combine(Directory.CreateDirectory(Path.Combine(_temp, "elsewhere")).FullName, "target");
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(Path.Combine(Folder, "all.jsonl"), target);
        if (!dangling)
        {
            await File.WriteAllTextAsync(target, "kept");
        }

        Assert.That(
            await DeliverAsync("all.jsonl"), Is.EqualTo(DeliveryResult.Suspend("'all.jsonl' is a symbolic link, which is not followed")));
        Assert.That(File.Exists(target) ? await File.ReadAllTextAsync(target) : null, Is.EqualTo(dangling ? null : "kept"));
    }

    [Test]
    [Platform("Linux", Reason = "only there the system is asked where an opened file lies")]
    public void Open_WhenALinkWasPutThereSinceTheLook_OpensNothing([Values("", "a", "a/b", "a/b/all.jsonl")] string swapped)
    {
        var file = new GuardedFile(Folder, "a/b/all.jsonl");
        Assert.That(file.Prepare(), Is.Null);
        var level = Path.Combine(Folder, swapped).TrimEnd('/');
        if (Directory.Exists(level))
        {
            Directory.Move(level, Path.Combine(_temp, "elsewhere"));
        }
        else
        {
            File.WriteAllText(Path.Combine(_temp, "elsewhere"), "kept");
        }

        Directory.CreateSymbolicLink(level, Path.Combine(_temp, "elsewhere"));

        Assert.That(() => file.Open().Dispose(), Throws.TypeOf<IOException>().With.Message.EqualTo("'a/b/all.jsonl' was moved or replaced while it was opened"));
    }

    [Test]
    [Platform("Linux", Reason = "only there the system is asked where an opened file lies")]
    public async Task Deliver_BelowAFolderThatALinkLeadsTo_Delivers()
    {
        // What lies above the configured folder is the operator's business: /var/run is a link on many systems.
        var real = Directory.CreateDirectory(Path.Combine(_temp, "real", "deep")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_temp, "near"), "real");
        Directory.CreateSymbolicLink(Path.Combine(_temp, "link"), Path.Combine(_temp, "near", "deep"));
        var file = new GuardedFile(Path.Combine(_temp, "link", "events"), "all.jsonl");

        await using var sink = new JsonLinesSink(file, _gates.Rent(file.FullPath));

        Assert.That(await sink.DeliverAsync(Some.BatchOf("a", 1), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
        Assert.That(File.Exists(Path.Combine(real, "events", "all.jsonl")));
    }

    [Test]
    [Platform("Linux", Reason = "elsewhere file systems may take both spellings for one name")]
    public async Task Deliver_ToOneNameInTwoNormalForms_MakesTwoFilesInTheFolder()
    {
        await DeliverAsync("\u00fc.jsonl");
        await DeliverAsync("u\u0308.jsonl");

        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(["\u00fc.jsonl", "u\u0308.jsonl"]));
    }

    [Test]
    public void Resolve_OfACircleOfLinks_Throws()
    {
        File.CreateSymbolicLink(Path.Combine(_temp, "a"), "b");
        File.CreateSymbolicLink(Path.Combine(_temp, "b"), "a");

        Assert.That(() => LinkFreePath.Resolve(Path.Combine(_temp, "a", "events")), Throws.TypeOf<IOException>());
    }

    [Test]
    public void Explain_OfARefusal_DoesNotNameTheHostsFolders()
    {
        var file = new GuardedFile(Folder, "a/all.jsonl");

        Assert.That(
            file.Explain(new UnauthorizedAccessException($"Access to the path '{file.FullPath}' is denied.")),
            Is.EqualTo("Access to the path 'a/all.jsonl' is denied."));
        Assert.That(
            file.Explain(new DirectoryNotFoundException($"Could not find a part of the path '{Folder}/a'.")),
            Is.EqualTo("Could not find a part of the path 'the configured folder/a'."));
    }

    [Test]
    [Platform("Linux", Reason = "pipes have other names elsewhere")]
    public async Task Deliver_WhenTheFileIsAPipe_Suspends()
    {
        Directory.CreateDirectory(Folder);
        using var mkfifo = Process.Start("mkfifo", [Path.Combine(Folder, "all.jsonl")]);
        await mkfifo.WaitForExitAsync();

        Assert.That(await DeliverAsync("all.jsonl"), Is.EqualTo(DeliveryResult.Suspend("'all.jsonl' is no regular file")));
    }

    [Test]
    public async Task Deliver_WhenAFolderIsInTheWay_Suspends()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "all.jsonl"));

        Assert.That(await DeliverAsync("all.jsonl"), Is.EqualTo(DeliveryResult.Suspend("'all.jsonl' is a folder")));
    }

    [Test]
    public async Task Deliver_WhenAFileIsInTheWayOfAFolder_Suspends()
    {
        Write("a", "");

        Assert.That(await DeliverAsync("a/all.jsonl"), Is.EqualTo(DeliveryResult.Suspend("'a' is a file, not a folder")));
    }

    [Test]
    public async Task Deliver_WhenTheSystemRefuses_RetriesWithItsWordsButWithoutTheHostsFolders()
    {
        // No right can be withheld from root, a name that is too long can.
        var result = await DeliverAsync(new string('a', 300));

        Assert.That(result.Outcome, Is.EqualTo(DeliveryOutcome.Retry));
        Assert.That(result.Reason, Does.Contain("cannot be written: ").And.Not.Contains(_temp));
    }

    [Test]
    public async Task Deliver_AfterTheObstacleIsGone_Delivers()
    {
        await using var sink = Sink("all.jsonl");
        Directory.CreateDirectory(Path.Combine(Folder, "all.jsonl"));
        await sink.DeliverAsync(Some.BatchOf("a", 1), CancellationToken.None);
        Directory.Delete(Path.Combine(Folder, "all.jsonl"));

        Assert.That(await sink.DeliverAsync(Some.BatchOf("a", 1), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
    }

    [Test]
    public async Task Deliver_WhenCancelledBehindAnotherLane_WritesNothing()
    {
        await using var sink = Sink("all.jsonl");

        Assert.That(
            async () => await sink.DeliverAsync(Some.BatchOf("a", 1), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(Folder), Is.False);
    }

    [Test]
    public async Task Dispose_Twice_ReturnsTheGateOnce()
    {
        await using var other = Sink("all.jsonl");
        var sink = Sink("all.jsonl");
        await sink.DisposeAsync();
        await sink.DisposeAsync();

        Assert.That(_gates.Count, Is.EqualTo(1));
    }

    public void Dispose() => Directory.Delete(_temp, recursive: true);

    private JsonLinesSink Sink(string path)
    {
        var file = new GuardedFile(Folder, path);
        return new JsonLinesSink(file, _gates.Rent(file.FullPath));
    }

    private async Task<DeliveryResult> DeliverAsync(string path)
    {
        await using var sink = Sink(path);
        return await sink.DeliverAsync(Some.BatchOf("a", 2), CancellationToken.None);
    }

    private string Write(string path, string text)
    {
        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, path);
        File.WriteAllText(file, text);
        return file;
    }

    private void AssertNothingIsElsewhere() => Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(_temp, "elsewhere")), Is.Empty);
}
