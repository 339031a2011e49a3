using System.Text;

namespace EventSinks.Local;

/// <summary>Files that are set aside, disks that fill up, and what is said to be delivered meanwhile.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class JsonLinesRotationTests : IDisposable
{
    private const int MaxSize = 4096;

    private readonly string _folder = Directory.CreateTempSubdirectory("eventsinks-rotation-").FullName;
    private readonly FileGates _gates = new();

    private static int LineBytes { get; } = Some.Event("000").ToUtf8Json().Length + 1;

    [Test]
    public async Task Deliver_ABatchOfSeveralFiles_SplitsNoEventAndKeepsTheOrder()
    {
        await using var sink = Sink(keep: 9);

        Assert.That(await sink.DeliverAsync(Numbers(0, 60), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));

        Assert.That(await ReadAllAsync(), Is.EqualTo(Enumerable.Range(0, 60)));
        Assert.That(Files().Select(file => new FileInfo(file).Length), Has.All.LessThanOrEqualTo(MaxSize).And.All.Positive);
        Assert.That(Files(), Has.Count.EqualTo((int)Math.Ceiling(60.0 / (MaxSize / LineBytes))), "each is filled as far as it goes");
    }

    [Test]
    public async Task Deliver_ByManyLanesAndSinks_LosesNothingAndKeepsEachLanesOrder()
    {
        await Parallel.ForAsync(0, 12, async (lane, token) =>
        {
            for (var batch = 0; batch < 6; batch++)
            {
                // A new sink for each, as after an idle time or a restart.
                await using var sink = Sink(keep: 99);
                Assert.That(await sink.DeliverAsync(Numbers((lane * 60) + (batch * 10), 10), token), Is.EqualTo(DeliveryResult.Delivered));
            }
        });

        var all = await ReadAllAsync();
        Assert.That(all, Is.EquivalentTo(Enumerable.Range(0, 720)));
        Assert.That(all.GroupBy(number => number / 60), Has.All.Ordered);
        Assert.That(Files().Select(file => new FileInfo(file).Length), Has.All.LessThanOrEqualTo(MaxSize));
    }

    [Test]
    public async Task Deliver_BeyondWhatIsKept_DeletesTheOldestOnly()
    {
        await using var sink = Sink(keep: 2);

        await sink.DeliverAsync(Numbers(0, 100), CancellationToken.None);

        var all = await ReadAllAsync();
        Assert.That(Files().Select(Path.GetFileName), Is.EqualTo(new[] { "all.jsonl.2", "all.jsonl.1", "all.jsonl" }));
        Assert.That(all, Is.EqualTo(Enumerable.Range(100 - all.Count, all.Count)));
    }

    // A crash may come before any of the renamings; whatever it left, the next delivery goes on.
    [TestCase("all.jsonl.1 all.jsonl.3")]
    [TestCase("all.jsonl.2 all.jsonl.3")]
    [TestCase("all.jsonl.1 all.jsonl.2")]
    [TestCase("all.jsonl all.jsonl.2 all.jsonl.3")]
    [TestCase("all.jsonl all.jsonl.1 all.jsonl.3")]
    public async Task Deliver_AfterACrashAmongTheRenamings_LosesNothing(string left)
    {
        var older = left.Split(' ').OrderByDescending(static name => name.Length).ThenByDescending(static name => name, StringComparer.Ordinal);
        var next = 0;
        var isFull = MaxSize / LineBytes;
        foreach (var name in older)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name), Text(next, isFull));
            next += isFull;
        }

        await using var sink = Sink(keep: 3);
        await sink.DeliverAsync(Numbers(next, 1), CancellationToken.None);

        Assert.That(await ReadAllAsync(), Is.EqualTo(Enumerable.Range(0, next + 1)));
    }

    [Test]
    public async Task Deliver_AnEventLargerThanAFile_GivesItAFileOfItsOwn()
    {
        await using var sink = Sink(keep: 9);
        var large = Some.Event("001", new string('x', 2 * MaxSize));

        await sink.DeliverAsync(Some.Batch(Some.Event("000"), large, Some.Event("002")), CancellationToken.None);

        Assert.That(await ReadAllAsync(), Is.EqualTo(Enumerable.Range(0, 3)));
        Assert.That(Files(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Deliver_WhereSomebodyElsesFileStaysFull_AppendsAllTheSame()
    {
        // Stands for another process that fills each new file first.
        var full = new string('x', MaxSize) + "\n";
        await using var sink = Sink(9, open: file =>
        {
            if (!File.Exists(file.FullPath))
            {
                File.WriteAllText(file.FullPath, full);
            }

            return file.Open();
        });

        Assert.That(await sink.DeliverAsync(Numbers(0, 1), CancellationToken.None), Is.EqualTo(DeliveryResult.Delivered));
    }

    [Test]
    public async Task Deliver_WhenALinkStandsWhereTheFileIsToBeSetAside_SuspendsAndLeavesItsTargetAlone([Values] bool isDangling, [Values(1, 2)] int number)
    {
        var target = Path.Combine(_folder, "target");
        if (!isDangling)
        {
            await File.WriteAllTextAsync(target, "kept");
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "all.jsonl"), Text(0, 20));
        if (number == 2)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "all.jsonl.1"), "");
        }

        File.CreateSymbolicLink(Path.Combine(_folder, $"all.jsonl.{number}"), target);
        await using var sink = Sink(keep: 2);

        var result = await sink.DeliverAsync(Numbers(20, 1), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Suspend($"'all.jsonl.{number}' is a symbolic link, which is not followed")));
        Assert.That(File.Exists(target) ? await File.ReadAllTextAsync(target) : null, Is.EqualTo(isDangling ? null : "kept"));
    }

    [Test]
    public async Task Deliver_WhenAFolderStandsWhereTheFileIsToBeSetAside_SuspendsWithWhatHasArrived()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "all.jsonl.1"));
        await using var sink = Sink(keep: 1);

        var result = await sink.DeliverAsync(Numbers(0, 60), CancellationToken.None);

        Assert.That(result, Is.EqualTo(DeliveryResult.Suspend("'all.jsonl.1' is a folder", MaxSize / LineBytes)));
        Assert.That(await ReadAllAsync(), Is.EqualTo(Enumerable.Range(0, MaxSize / LineBytes)));
    }

    [Test]
    [Platform("Linux", Reason = "elsewhere the file cannot even be opened twice")]
    public void Open_OfAFileThatAnotherProcessSetsAsideMeanwhile_OpensNothing()
    {
        var file = new GuardedFile(_folder, "all.jsonl");
        var gone = new FileStream(file.FullPath, FileMode.Create);
        File.Move(file.FullPath, file.FullPathOf(1));
        File.CreateSymbolicLink(file.FullPath, file.FullPathOf(1));
        gone.Dispose();

        Assert.That(() => file.Open().Dispose(), Throws.TypeOf<IOException>().With.Message.Contains("moved or replaced"));
    }

    [Test]
    public async Task Deliver_WhenTheDiskIsFull_TakesBackTheHalfAndSaysWhatHasArrived()
    {
        var opened = 0;
        await using var sink = Sink(9, open: file => new FaultyDisk(file.FullPath, opened++ == 0 ? int.MaxValue : LineBytes + 10));

        var result = await sink.DeliverAsync(Numbers(0, 60), CancellationToken.None);

        var arrived = MaxSize / LineBytes;
        Assert.That(result, Is.EqualTo(DeliveryResult.Retry("'all.jsonl' cannot be written: No space left on device : 'all.jsonl'", arrived)));
        Assert.That(await ReadAllAsync(), Is.EqualTo(Enumerable.Range(0, arrived)));

        await using var afterwards = Sink(9);
        await afterwards.DeliverAsync(Numbers(arrived, 60 - arrived), CancellationToken.None);
        Assert.That(await ReadAllAsync(), Is.EqualTo(Enumerable.Range(0, 60)), "nothing twice, nothing glued to a half");
    }

    [Test]
    public async Task Deliver_WhenEvenTheHalfCannotBeTakenBack_BeginsALineOfItsOwnLater()
    {
        await using (var sink = Sink(9, open: static file => new FaultyDisk(file.FullPath, 10, canTakeBack: false)))
        {
            Assert.That((await sink.DeliverAsync(Numbers(0, 2), CancellationToken.None)).Outcome, Is.EqualTo(DeliveryOutcome.Retry));
        }

        await using var afterwards = Sink(9);
        await afterwards.DeliverAsync(Numbers(0, 2), CancellationToken.None);

        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "all.jsonl"));
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[1..].Select(Number), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public async Task Deliver_IsOnTheDiskFirst_WhereThatIsAskedFor([Values] bool sync)
    {
        var disks = new List<FaultyDisk>();
        await using var sink = Sink(9, sync, file =>
        {
            disks.Add(new FaultyDisk(file.FullPath, int.MaxValue));
            return disks[^1];
        });

        await sink.DeliverAsync(Numbers(0, 20), CancellationToken.None);

        var written = disks.SelectMany(static disk => disk.Flushes).ToList();
        Assert.That(written.Sum(static flush => flush.Length), Is.EqualTo(20 * LineBytes), "after all has been written, also of the file set aside");
        Assert.That(written.Select(static flush => flush.ToDisk), Has.All.EqualTo(sync));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private JsonLinesSink Sink(int keep, bool sync = false, Func<GuardedFile, FileStream>? open = null)
    {
        var file = new GuardedFile(_folder, "all.jsonl");
        return new JsonLinesSink(file, _gates.Rent(file.FullPath), new Rotation(MaxSize, keep), sync, open);
    }

    private static EventBatch Numbers(int first, int count) => Some.Batch([.. Enumerable.Range(first, count).Select(Event)]);

    private static StackEvent Event(int number) => Some.Event($"{number:000}");

    private static string Text(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(static number => Encoding.UTF8.GetString(Event(number).ToUtf8Json().Span) + "\n"));

    // Oldest first.
    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_folder, "all.jsonl*").OrderByDescending(static file => file.EndsWith("jsonl", StringComparison.Ordinal) ? 0 : int.Parse(Path.GetExtension(file)[1..]))];

    private async Task<List<int>> ReadAllAsync()
    {
        var numbers = new List<int>();
        foreach (var file in Files())
        {
            numbers.AddRange((await File.ReadAllLinesAsync(file)).Select(Number));
        }

        return numbers;
    }

    private static int Number(string line) => int.Parse(StackEvent.Parse(Encoding.UTF8.GetBytes(line)).ResourceName);
}
