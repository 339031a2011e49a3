using System.Net;
using System.Net.Sockets;
using EventSinks.Testing;

namespace EventSinks.Http;

[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class AddressRaceTests
{
    private static readonly IPAddress A = IPAddress.Parse("2a00::1");
    private static readonly IPAddress B = IPAddress.Parse("2a00::2");
    private static readonly IPAddress C = IPAddress.Parse("8.8.8.8");

    [Test]
    public async Task Run_WhenTheFirstAnswers_AsksNoOther(CancellationToken cancellationToken)
    {
        var track = new Track();
        track.On(A).SetResult(new Connection(A));

        var won = await AddressRace.RunAsync([A, B], track.ConnectAsync, new ManualTimeProvider(), cancellationToken);

        Assert.That((won.Address, track.Started.Count), Is.EqualTo((A, 1)));
    }

    [Test]
    public async Task Run_WhenOneFails_AsksTheNextAtOnce_OfTheOtherFamilyFirst(CancellationToken cancellationToken)
    {
        var track = new Track();
        track.On(A).SetException(new SocketException((int)SocketError.ConnectionRefused));
        track.On(C).SetResult(new Connection(C));

        var won = await AddressRace.RunAsync([A, B, C], track.ConnectAsync, new ManualTimeProvider(), cancellationToken);

        Assert.That(won.Address, Is.EqualTo(C));
        Assert.That(track.Started, Is.EqualTo(new[] { A, C }));
    }

    [Test]
    public async Task Run_WhenTheFirstSaysNothing_AsksTheNextAfterAHeadStart_AndLetsGoOfTheLate(CancellationToken cancellationToken)
    {
        var clock = new ManualTimeProvider();
        var track = new Track();
        var running = AddressRace.RunAsync([A, B], track.ConnectAsync, clock, cancellationToken);
        clock.Advance(AddressRace.HeadStart - TimeSpan.FromMilliseconds(1));
        var startedBefore = track.Started.Count;

        clock.Advance(TimeSpan.FromMilliseconds(1));
        track.On(B).SetResult(new Connection(B));
        var won = await running;
        var late = new Connection(A);
        track.On(A).SetResult(late);

        Assert.That((startedBefore, won.Address, won.IsDisposed), Is.EqualTo((1, B, false)));
        Assert.That(track.TokenOf(A).IsCancellationRequested, Is.True);
        Assert.That(() => late.IsDisposed, Is.True.After(10_000, 10));
    }

    [Test]
    public void Run_WhenAllFail_FailsAsTheFirstDid(CancellationToken cancellationToken)
    {
        var track = new Track();
        track.On(A).SetException(new SocketException((int)SocketError.NetworkUnreachable));
        track.On(B).SetException(new SocketException((int)SocketError.ConnectionRefused));

        Assert.That(
            () => AddressRace.RunAsync([A, B], track.ConnectAsync, new ManualTimeProvider(), cancellationToken),
            Throws.InstanceOf<SocketException>().With.Property(nameof(SocketException.SocketErrorCode)).EqualTo(SocketError.NetworkUnreachable));
    }

    [Test]
    public async Task Run_WhenItIsCancelled_EndsAtOnceAndLetsGo()
    {
        using var stopping = new CancellationTokenSource();
        var track = new Track();
        var running = AddressRace.RunAsync([A, B], track.ConnectAsync, new ManualTimeProvider(), stopping.Token);

        await stopping.CancelAsync();

        Assert.That(() => running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(track.TokenOf(A).IsCancellationRequested, Is.True);
    }

    private sealed class Connection(IPAddress address) : IDisposable
    {
        private bool _disposed;

        public IPAddress Address { get; } = address;

        public bool IsDisposed => Volatile.Read(ref _disposed);

        public void Dispose() => Volatile.Write(ref _disposed, true);
    }

    /// <summary>The addresses of a race, which answer when the test says so.</summary>
    private sealed class Track
    {
        private readonly Dictionary<IPAddress, TaskCompletionSource<Connection>> _answers = [];
        private readonly Dictionary<IPAddress, CancellationToken> _tokens = [];

        public List<IPAddress> Started { get; } = [];

        public TaskCompletionSource<Connection> On(IPAddress address)
        {
            lock (_answers)
            {
                _answers.TryAdd(address, new TaskCompletionSource<Connection>(TaskCreationOptions.RunContinuationsAsynchronously));
                return _answers[address];
            }
        }

        public CancellationToken TokenOf(IPAddress address) => _tokens[address];

        public Task<Connection> ConnectAsync(IPAddress address, CancellationToken cancellationToken)
        {
            Started.Add(address);
            _tokens[address] = cancellationToken;
            return On(address).Task;
        }
    }
}
