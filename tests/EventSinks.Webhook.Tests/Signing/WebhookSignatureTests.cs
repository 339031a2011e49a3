using System.Security.Cryptography;
using System.Text;
using EventSinks.Webhook.Support;

namespace EventSinks.Webhook.Signing;

[Parallelizable(ParallelScope.All)]
public sealed class WebhookSignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"test\": 2432232314}");

    // The vector that the specification's own libraries are tested with, in each of their languages:
    // https://github.com/standard-webhooks/standard-webhooks/tree/main/libraries
    [Test]
    public void Of_ThePublishedVector_IsThePublishedSignature() =>
        Assert.That(
            WebhookSignature.Of([Key(Some.Secret)], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Body),
            Is.EqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

    [Test]
    public void Of_TwoKeys_HasASignatureOfEachWithASpaceBetween()
    {
        var signatures = WebhookSignature.Of([Key(Some.OtherSecret), Key(Some.Secret)], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, Body).Split(' ');

        Assert.That(signatures, Has.Length.EqualTo(2));
        Assert.That(signatures[1], Is.EqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
        Assert.That(
            signatures[0],
            Is.EqualTo($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Key(Some.OtherSecret), "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"u8))}"));
    }

    [TestCase("msg_other", 1_614_265_330, "{\"test\": 2432232314}")]
    [TestCase("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_331, "{\"test\": 2432232314}")]
    [TestCase("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232315}")]
    public void Of_AnotherIdTimeOrBody_IsAnother(string id, long timestamp, string body) =>
        Assert.That(
            WebhookSignature.Of([Key(Some.Secret)], id, timestamp, Encoding.UTF8.GetBytes(body)),
            Is.Not.EqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));

    [TestCase("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 24)]
    [TestCase("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==", 64)]
    public void TryRead_OfASecret_GivesItsBytes(string secret, int bytes) => Assert.That(Key(secret), Has.Length.EqualTo(bytes));

    [TestCase(null, "a secret begins with whsec_, and the rest is base64")]
    [TestCase("", "a secret begins with whsec_, and the rest is base64")]
    [TestCase("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a secret begins with whsec_, and the rest is base64")]
    [TestCase("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "a secret begins with whsec_, and the rest is base64")]
    [TestCase("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!", "what follows whsec_ in a secret is base64")]
    [TestCase("whsec_c2hvcnQ=", "a secret has 24 to 64 bytes behind whsec_, but one has 5")]
    [TestCase("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=", "a secret has 24 to 64 bytes behind whsec_, but one has 65")]
    public void TryRead_OfSomethingElse_SaysWhatASecretIs_AndRepeatsNothingOfIt(string? secret, string expected)
    {
        var read = SigningSecret.TryRead(secret, out _, out var fault);

        Assert.That((read, fault), Is.EqualTo((false, expected)));
    }

    private static byte[] Key(string secret) =>
        SigningSecret.TryRead(secret, out var key, out var fault) ? key : throw new AssertionException(fault);
}
