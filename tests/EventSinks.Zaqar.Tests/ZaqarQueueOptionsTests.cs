using System.ComponentModel.DataAnnotations;

namespace EventSinks.Zaqar;

[Parallelizable(ParallelScope.All)]
public sealed class ZaqarQueueOptionsTests
{
    [TestCase("myqueue")]
    [TestCase("a-b_c.D9")]
    [TestCase("-")]
    [TestCase("7")]
    public void Target_OfAQueuesCharacters_IsValid(string target) => Assert.That(Findings(target, 3600), Is.Empty);

    [Test]
    public void Target_Of64Characters_IsValid_AndOf65_IsNot()
    {
        Assert.That(Findings(new string('q', 64), 3600), Is.Empty);
        Assert.That(Findings(new string('q', 65), 3600), Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("my queue")]
    [TestCase("a/b")]
    [TestCase("é")]
    [TestCase("q\n")]
    [TestCase("q?x")]
    public void Target_OfOtherCharacters_IsAnError(string target) => Assert.That(Findings(target, 3600), Has.Count.EqualTo(1));

    [TestCase(1, 60)]
    [TestCase(59, 60)]
    [TestCase(60, 60)]
    [TestCase(61, 61)]
    [TestCase(1_209_600, 1_209_600)]
    public void Ttl_InRange_IsValid_AndAtLeast60GoesOverTheWire(int ttl, int wire)
    {
        Assert.That(Findings("q", ttl), Is.Empty);
        Assert.That(new ZaqarQueueOptions { Target = "q", Ttl = ttl }.EffectiveTtl, Is.EqualTo(wire));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1_209_601)]
    public void Ttl_OutOfRange_IsAnErrorThatNamesTheRange(int ttl) =>
        Assert.That(Findings("q", ttl).Single(), Is.EqualTo("ttl is a number of seconds from 1 to 1209600."));

    [Test]
    public void Ttl_LeftOut_IsLeftToTheQueue() => Assert.That(new ZaqarQueueOptions { Target = "q" }.EffectiveTtl, Is.Null);

    [TestCase(0, 0)]
    [TestCase(900, 0)]
    [TestCase(-1, 1)]
    [TestCase(901, 1)]
    public void Delay_IsFrom0To900(int delay, int findings) =>
        Assert.That(Findings(new ZaqarQueueOptions { Target = "q", Delay = delay }), Has.Count.EqualTo(findings));

    [Test]
    public void ToString_NeverShowsTheSignature() =>
        Assert.That(
            new ZaqarQueueOptions { Target = "q", SignedUrl = new() { Expires = "2099-01-01T00:00:00", Signature = "s3cret" } }.ToString(),
            Does.Contain("2099-01-01").And.Not.Contain("s3cret"));

    private static List<string?> Findings(string target, int ttl) => Findings(new ZaqarQueueOptions { Target = target, Ttl = ttl });

    private static List<string?> Findings(ZaqarQueueOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage)];
    }
}
