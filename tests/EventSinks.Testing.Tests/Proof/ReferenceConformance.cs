using System.Reflection;
using EventSinks.Testing.Conformance;
using EventSinks.Testing.Reference;

namespace EventSinks.Testing.Proof;

/// <summary>
/// The fixture of the faultless sink and of each broken one. Generic, so that no test runner takes it for a fixture: it is run by
/// <see cref="FixtureRun"/> alone.
/// </summary>
public class ReferenceConformance<TFactory> : HttpSinkConformanceTests<TFactory>
    where TFactory : class, IEventSinkFactory
{
    protected override IEnumerable<string> ValidOptions =>
    [
        "address: https://receiver.test/events",
        "address: https://receiver.test/others\ntoken: t0p-s3cret",
    ];

    protected override IEnumerable<string> InvalidOptions => ["", "address: nowhere", "address: http://receiver.test/", "address: https://a.test\nport: 1"];

    protected override bool PassesBodies => true;

    protected override StackCredential? Credential { get; } = new(ReferenceSink.CredentialKind, "k3y-of-the-stack");

    protected override TimeSpan Patience =>
        TimeSpan.FromSeconds(typeof(TFactory).GetCustomAttribute<BreaksAttribute>()?.Patience ?? 30);
}
