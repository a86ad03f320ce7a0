/// Certificate files that `SampleSigner` made once, since keys and signatures made anew would be others in every run.
enum CertificateSample {
    /// What they sign.
    static let manifest = Array(
        "SHA256(vm.ovf)= 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n".utf8)

    /// With an RSA key, whose certificate it signs itself.
    static let rsa = """
        SHA256(vm.mf)= 563499a8744f0387f996a6cbd493a3616ec0738c63c6ac7db4fdc7a0e66b82879c2dfa8dde31e0d0a6b9b8f607ab99472ec9c92f3607a205078670ca3f73168a8d666ffcf49fc29f1f0b0a14e7037a1680209cf51a2c46c06b5958807b0124d7a5072cad76eeb92c9990e566187098032b2b8d351db27a51e23d5fa5a700ac751679a26b41d935e2961e698720cfb8e25e4671b5640223241515e8bcbc6bf3055e9c900a95011eba4de6b3315c9065b458a3a6f9aed4376db75bd4ed9775ac9afecbf0c13034368244af7d8b5fd5d70372f74beddcd8dda83044a8572a30419a4412c05fd92331df00f68c000961b663727b9e08c866dc643f301b84185d7eac
        -----BEGIN CERTIFICATE-----
        MIICwzCCAaugAwIBAgIVANua7nhtE4bQ/DbeLkhqs28A6nWFMA0GCSqGSIb3DQEB
        CwUAMBExDzANBgNVBAMMBnNpZ25lcjAgFw03MDAxMDEwMDAwMDBaGA8yMDk2MTAw
        MjA3MDY0MFowETEPMA0GA1UEAwwGc2lnbmVyMIIBIjANBgkqhkiG9w0BAQEFAAOC
        AQ8AMIIBCgKCAQEAwk/qY4FH/N2NsEwRVOiOVBo+uLEHxEVcZF3D4Nr1sG0gIrKe
        RXlg8pgGLkXLRfy6ok599Wy61IhDV+y1Ye6cj53Ckj6UEwtcejf8/aKK0eWcj9lL
        6TNAgXXgYV0G6lTBdQzEwvfFceuEqQrcs9RQcwxE4ZJrETTLv30FinL3zGVA+HMR
        hTORV16lv0skNG54l4170HCuZp8ORcBNjhL19HxK4pQqd8R7p82Pwm6m7k//UJs2
        ZizMieKzKoXJAX7k/o0WL3wmcC2RRVjCsSyLo168yfAG5u87Sql66xt8kPXbKVMA
        Kbxdi5uBUEjRyq6gBBg8NUX5ywVIFlpV2SPNaQIDAQABoxAwDjAMBgNVHRMBAf8E
        AjAAMA0GCSqGSIb3DQEBCwUAA4IBAQAp5W0zTRXc+La7hQgX17OENPMH9naCIlJ8
        HapBirbdMZQjZZfTuI5AyCntxvkv+K+Hqj9IJaEcwq4vg2GF7IH/ly3T3pyAcIjU
        FHIS1gBGWY9w2KMIaidZ8o0xwQi2QVTX7g6Dm/CrfpQqjlICLpyQIJy6NVbcmLJq
        Bj7i7Eu7hDHZnKfcM8w8YA/8mqfc5B6tYYYvTZ51Q1KnRyH9R24ISS+Qr2jwkHSG
        1qPX9L+1gH0n182QSzkmzYjBM+F37yLNMsr+1WzLv2IF6Euby15pYmKpsS5+utCy
        8b4HUjYIGhBipW5+krZlZS+SntiELi1RvXOWhhBwoMPXHC7mjq+T
        -----END CERTIFICATE-----

        """

    /// With an elliptic curve, and the certificate of the issuer.
    static let chain = """
        SHA512(vm.mf)= 304402205cd9d5aab0797ef90dd943710f4e1d01a20970f3cb35fca52c419eb6a1aaa23502203cb05e862b4db1446160be8b47b4415db49a15d126245205a98ccb266fb2f8f5
        -----BEGIN CERTIFICATE-----
        MIIBMzCB2qADAgECAhQwG3jRR6IhgP6XOuJ7TkejtvppQjAKBggqhkjOPQQDAjAP
        MQ0wCwYDVQQDDARyb290MCAXDTcwMDEwMTAwMDAwMFoYDzIwOTYxMDAyMDcwNjQw
        WjARMQ8wDQYDVQQDDAZzaWduZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS4
        /Sf/pX868xrNo4408/BmMGedY75LjpySmitAZEuRiUMw8PeDfgelE1ZorF2nKFhq
        a9ggesEzTUHg1kKUMTJQoxAwDjAMBgNVHRMBAf8EAjAAMAoGCCqGSM49BAMCA0gA
        MEUCICORiQm2+Dtl3RiuUyXKVUqFva+It6U2gLz4TO6W1+uUAiEAh6SkH19A6MSP
        LFhsv2GhrOcdOcn1oD+00fTEyG9VCUA=
        -----END CERTIFICATE-----
        -----BEGIN CERTIFICATE-----
        MIIBNTCB26ADAgECAhQex0eClxpR1ayvAjPI7pdn6t05/jAKBggqhkjOPQQDAjAP
        MQ0wCwYDVQQDDARyb290MCAXDTcwMDEwMTAwMDAwMFoYDzIwOTYxMDAyMDcwNjQw
        WjAPMQ0wCwYDVQQDDARyb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE6jYD
        HkfrcRCvRANzPuXm5LadvX/iWpckf6bHBLekuOYSOKedbLg3wvbXMu0hVcG/exF0
        2n3lWICUh0F54NuftaMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJ
        ADBGAiEA6+CWAxF8JFu4FAHDOy51uIy5p4tC4xs4zi+ZJHqm4DYCIQDc8Ne8NqyF
        OiVlnXtd+SVMiRSpmqposBphPY75+2m4Qg==
        -----END CERTIFICATE-----

        """
}
